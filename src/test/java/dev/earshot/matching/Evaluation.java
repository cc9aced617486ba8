package dev.earshot.matching;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures a matcher on labelled briefs: group recall and precision among the first eight, and the median time. */
record Evaluation(int briefs, double recall, double precision, double medianMillis, List<String> misses) {
    static final int SHOWN = 8;
    private static final Pattern TEXT = Pattern.compile("\"brief\":\"([^\"]*)\"");
    private static final Pattern GROUP = Pattern.compile("\\[([^\\[\\]]+)]");

    record Labelled(String language, String text, List<List<String>> want) {}

    static List<Labelled> read(Path file) throws IOException {
        List<Labelled> briefs = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            Matcher text = TEXT.matcher(line);
            if (text.find()) {
                List<List<String>> want = new ArrayList<>();
                Matcher group = GROUP.matcher(line.substring(line.indexOf("\"want\"")));
                while (group.find()) {
                    want.add(Arrays.stream(group.group(1).replace("\"", "").split(","))
                            .map(id -> "iab_" + id.strip().replace("iab_", ""))
                            .toList());
                }
                briefs.add(new Labelled(line.contains("\"lang\":\"tr\"") ? "tr" : "en", text.group(1), want));
            }
        }
        return briefs;
    }

    static Evaluation of(SignalMatcher matcher, List<Labelled> briefs, String language) {
        List<Labelled> chosen = briefs.stream()
                .filter(brief -> brief.language().equals(language))
                .toList();
        for (int warm = 0; warm < 30; warm++) {
            chosen.forEach(brief -> matcher.match(brief.text()));
        }
        double recall = 0;
        double precision = 0;
        List<Double> times = new ArrayList<>();
        List<String> misses = new ArrayList<>();
        for (Labelled brief : chosen) {
            long start = System.nanoTime();
            List<SignalSuggestion> suggestions = matcher.match(brief.text()).suggestions(SHOWN);
            times.add((System.nanoTime() - start) / 1e6);
            List<String> ids = suggestions.stream().map(s -> s.signal().id()).toList();
            long found = brief.want().stream()
                    .filter(group -> group.stream().anyMatch(ids::contains))
                    .count();
            long right = ids.stream()
                    .filter(id -> brief.want().stream().anyMatch(group -> group.contains(id)))
                    .count();
            recall += (double) found / brief.want().size();
            precision += ids.isEmpty() ? 0 : (double) right / ids.size();
            misses.add((found < brief.want().size() ? "MISS " : "     ") + describe(brief, suggestions, found, right));
        }
        times.sort(null);
        return new Evaluation(
                chosen.size(), recall / chosen.size(), precision / chosen.size(), times.get(times.size() / 2), misses);
    }

    private static String describe(Labelled brief, List<SignalSuggestion> suggestions, long found, long right) {
        StringBuilder text = new StringBuilder();
        text.append(found).append('/').append(brief.want().size()).append(' ');
        text.append(right).append('/').append(suggestions.size()).append("  ").append(brief.text());
        for (List<String> group : brief.want()) {
            boolean hit =
                    suggestions.stream().anyMatch(s -> group.contains(s.signal().id()));
            if (!hit) {
                text.append("\n         wants ").append(group);
            }
        }
        for (SignalSuggestion s : suggestions) {
            boolean wanted = brief.want().stream()
                    .anyMatch(group -> group.contains(s.signal().id()));
            text.append(String.format(
                    Locale.ROOT,
                    "%n        %s %.2f %s %s %s",
                    wanted ? "+" : "-",
                    s.confidence(),
                    s.signal().id(),
                    String.join(" > ", s.signal().path()),
                    s.reason()));
        }
        return text.toString();
    }

    String summary(String title) {
        return String.format(
                Locale.ROOT,
                "%-18s %3d briefs  group recall %.3f  precision@8 %.3f  median %.3f ms",
                title,
                briefs,
                recall,
                precision,
                medianMillis);
    }
}
