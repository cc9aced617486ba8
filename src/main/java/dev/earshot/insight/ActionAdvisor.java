package dev.earshot.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The next-best actions for a customer, by the three rules of Insightarc's prompt use case: low engagement → offer a
 * discount; an interest in the category at hand → show similar items; about to leave → ask a clarifying question.
 */
public final class ActionAdvisor {
    private static final double LOW_ENGAGEMENT = 40;
    private static final String ABOUT_TO_LEAVE = "drop";
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s_-]+");

    private ActionAdvisor() {}

    /**
     * @param category the category that the call is about; {@code null} when it is about none, and then any interest
     *     counts
     */
    public static List<NextBestAction> advise(CustomerContext context, String category) {
        List<NextBestAction> actions = new ArrayList<>();
        Optional<Intent> latest = context.intents().stream().findFirst();
        if (context.engagementRate() != null && context.engagementRate() < LOW_ENGAGEMENT) {
            String rate = String.format(Locale.ROOT, "engagement is %.0f of 100", context.engagementRate());
            actions.add(new NextBestAction(
                    "offer_discount", rate, latest.map(Intent::name).orElse(null), null));
        }
        context.intents().stream()
                .filter(intent ->
                        intent.category() != null && (category == null || isSame(intent.category(), category)))
                .findFirst()
                .ifPresent(intent -> actions.add(new NextBestAction(
                        "show_similar", "the customer has looked at this category", intent.name(), intent.category())));
        if (ABOUT_TO_LEAVE.equals(context.signal())) {
            actions.add(
                    new NextBestAction("ask_clarifying_question", "the customer shows signs of leaving", null, null));
        }
        return actions;
    }

    /** Categories are paths in some catalogues; Insightarc may know only a part of one. */
    private static boolean isSame(String theirs, String ours) {
        String[] path = ours.split(">");
        for (String step : path) {
            if (Objects.equals(plain(step), plain(theirs))) {
                return true;
            }
        }
        return plain(ours).equals(plain(theirs));
    }

    private static String plain(String category) {
        return BETWEEN_WORDS.matcher(category.strip().toLowerCase(Locale.ROOT)).replaceAll(" ");
    }
}
