package dev.earshot.chat.agent.answer;

import dev.earshot.audience.Audience;
import dev.earshot.audience.Audiences;
import dev.earshot.http.PageCursor;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/** Names the planner's saved audiences, the latest changed first. */
@Singleton
class AudienceListing {
    private static final int MOST = 20;

    private final Audiences audiences;

    AudienceListing(Audiences audiences) {
        this.audiences = audiences;
    }

    Uni<DialogueAnswer> answer(DialogueQuestion asked) {
        boolean onlyActive = asked.act()
                        .subject()
                        .matches("(?iu)(active|live|running|on|activated|tagged|aktif|etkin|yayında|açık).*")
                || asked.request().words().matches("(?iuU).*\\b(active|live|aktif|etkin)\\b.*");
        return audiences
                .list(asked.request().owner(), "", onlyActive, MOST + 1, PageCursor.of(null))
                .map(page -> asked.answered(text(asked, page.data(), onlyActive)));
    }

    private static String text(DialogueQuestion asked, List<Audience> all, boolean onlyActive) {
        ReplyTexts texts = asked.texts();
        if (all.isEmpty()) {
            return texts.text(onlyActive ? "list.none.active" : "list.none");
        }
        String lines = all.stream()
                .limit(MOST)
                .map(audience -> "- "
                        + texts.text(
                                "list.item", audience.name(), texts.text(audience.active() ? "list.on" : "list.off")))
                .collect(Collectors.joining("\n"));
        String end = all.size() > MOST ? "\n" + texts.text("list.more") : "";
        return texts.text(onlyActive ? "list.active" : "list") + "\n" + lines + end;
    }
}
