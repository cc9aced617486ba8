package dev.earshot.chat.agent.draft;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.chat.agent.answer.SignalNames;
import dev.earshot.common.FoldedText;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.Phrase;
import dev.earshot.matching.SignalMatcher;
import dev.earshot.matching.SignalSuggestion;
import dev.earshot.matching.clause.TimeFrame;
import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the words of an order mean: signals, or else what the draft holds by a word of its name ("just the owners"). */
final class SubjectWords {
    private static final int LONG_ENOUGH = 4;
    private static final Pattern PICKED = Pattern.compile(
            "(?iu)(?:the )?(.+?) (?:ones?|option|signal|olan\\p{L}*|seçene\\p{L}*|sinyal\\p{L}*)(?: de| da)?");
    private static final String NO_WORD = "[^\\p{L}\\p{N}]+";
    /** What is said besides the name. */
    private static final Set<String> EMPTY = Set.of(
            "the",
            "a",
            "an",
            "all",
            "any",
            "my",
            "our",
            "that",
            "this",
            "those",
            "these",
            "people",
            "ones",
            "one",
            "part",
            "bit",
            "thing",
            "stuff",
            "group",
            "folks",
            "and",
            "or",
            "in",
            "of",
            "kismi",
            "kismini",
            "olan",
            "olanlar",
            "olanlari",
            "kisiler",
            "bu",
            "su",
            "o",
            "ve",
            "veya",
            "da",
            "de");

    private final TaxonomyIndex taxonomy;
    private final Language language;

    SubjectWords(TaxonomyIndex taxonomy, Language language) {
        this.taxonomy = taxonomy;
        this.language = language;
    }

    MatchResult match(String words) {
        return SignalMatcher.of(taxonomy).match(outright(words));
    }

    /** The same where words that mean no signal may name a part of the draft. */
    MatchResult match(String words, Rule draft) {
        MatchResult match = match(words);
        return match.isEmpty() && match.doubts().isEmpty() ? named(words, draft) : match;
    }

    /** All that the words may have excluded: an exclusion takes in more than a wish does. */
    Set<String> excludable(String words, Rule draft) {
        String denied = language == Language.TR ? words + " hariç" : "not " + words;
        Set<String> ids = Stream.of(
                        match(words, draft), SignalMatcher.of(taxonomy).match(denied))
                .flatMap(match -> DraftTargets.ids(match).stream())
                .collect(Collectors.toSet());
        draft.none().stream()
                .map(Criterion::signal)
                .filter(id -> ids.stream().anyMatch(other -> isOfOneName(id, other)))
                .toList()
                .forEach(ids::add);
        return ids;
    }

    /** "Weight Loss" and "Weight Loss Programs". */
    private boolean isOfOneName(String id, String other) {
        Set<String> one = Set.copyOf(words(name(id)));
        Set<String> two = Set.copyOf(words(name(other)));
        return !one.isEmpty() && !two.isEmpty() && (one.containsAll(two) || two.containsAll(one));
    }

    private String name(String id) {
        return taxonomy.find(id).map(Signal::name).orElse("");
    }

    /** An order names what it is about, so that an everyday word is no accident there: "use running instead". */
    String outright(String words) {
        SignalMatcher matcher = SignalMatcher.of(taxonomy);
        MatchResult match = matcher.match(words);
        if (!match.isEmpty() || !match.doubts().isEmpty() || words.isBlank()) {
            return words;
        }
        return spelledOut(words)
                .filter(said -> !matcher.match(said).isEmpty())
                .findFirst()
                .orElse(words);
    }

    /** "Running" as people who love running, "kids" as people with kids, "urban" as a trait. */
    private Stream<String> spelledOut(String words) {
        return language == Language.TR
                ? Stream.of(words + " sevenler", words + " olanlar", words + ", kişiler")
                : Stream.of("people who love " + words, "people with " + words, words + ", people");
    }

    /** "The ski one", of a list: of what the words mean, only what they name; empty if that is all of it or nothing. */
    Optional<MatchResult> picked(String words) {
        Matcher picked = PICKED.matcher(words.strip());
        if (!picked.matches()) {
            return match(words).isEmpty() ? exactly(words) : Optional.empty();
        }
        List<String> said = words(picked.group(1));
        SignalNames names = new SignalNames(taxonomy, language);
        MatchResult match = match(picked.group(1));
        List<Phrase> named = match.phrases().stream()
                .map(phrase -> new Phrase(
                        phrase.words(),
                        0,
                        false,
                        false,
                        TimeFrame.ANY,
                        phrase.suggestions().stream()
                                .filter(suggestion -> said.stream()
                                        .allMatch(word -> isWordOf(word, nameOf(suggestion.signal(), names))))
                                .toList()))
                .filter(phrase -> !phrase.suggestions().isEmpty())
                .toList();
        return named.size() == 1 && match.phrases().size() == 1
                ? Optional.of(new MatchResult(language, named))
                : Optional.empty();
    }

    /** What has this very name, as signals have that are all figures: "$250,000+". */
    private Optional<MatchResult> exactly(String name) {
        List<SignalSuggestion> found = taxonomy.signals().stream()
                .filter(signal -> signal.name().equalsIgnoreCase(name.strip()))
                .map(signal -> new SignalSuggestion(signal, 1, language.matched(name), false))
                .toList();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new MatchResult(language, List.of(new Phrase(name, 0, false, false, TimeFrame.ANY, found))));
    }

    /**
     * The draft's signals that earlier prompts brought by a phrase with these words: "the business bit", after "who run
     * their own business". The match itself where it is of the draft, or where nothing was said so.
     */
    MatchResult recalled(MatchResult match, String words, Rule draft, List<String> said) {
        Set<String> drafted = draft.signals().collect(Collectors.toSet());
        List<String> asked = words(words);
        if (asked.isEmpty() || DraftTargets.ids(match).stream().anyMatch(drafted::contains)) {
            return match;
        }
        List<Phrase> meant = said.stream()
                .flatMap(earlier -> SignalMatcher.of(taxonomy).match(earlier).phrases().stream())
                .filter(phrase -> words(phrase.words()).containsAll(asked))
                .filter(phrase -> DraftTargets.ids(phrase).anyMatch(drafted::contains))
                .toList();
        return meant.isEmpty() ? match : new MatchResult(language, meant);
    }

    /** The draft's signals in whose names all of these words are. */
    MatchResult named(String words, Rule draft) {
        List<String> said = words(words);
        SignalNames names = new SignalNames(taxonomy, language);
        List<SignalSuggestion> found = new ArrayList<>();
        draft.signals()
                .distinct()
                .flatMap(id -> taxonomy.find(id).stream())
                .filter(signal -> !said.isEmpty() && said.stream().allMatch(word -> names(signal, names, word)))
                .forEach(signal -> found.add(new SignalSuggestion(signal, 1, language.matched(words), false)));
        return found.isEmpty()
                ? new MatchResult(language, List.of())
                : new MatchResult(
                        language, List.of(new Phrase(words, 0, false, false, TimeFrame.ANY, List.copyOf(found))));
    }

    private static boolean names(Signal signal, SignalNames names, String word) {
        return isWordOf(word, Stream.concat(nameOf(signal, names), signal.keywords().stream()));
    }

    private static Stream<String> nameOf(Signal signal, SignalNames names) {
        return Stream.of(signal.name(), names.name(signal));
    }

    private static boolean isWordOf(String word, Stream<String> names) {
        return names.flatMap(name -> words(name).stream())
                .anyMatch(part -> part.equals(word)
                        || Math.min(part.length(), word.length()) >= LONG_ENOUGH
                                && (part.startsWith(word) || word.startsWith(part)));
    }

    private static List<String> words(String text) {
        return Arrays.stream(FoldedText.of(text).split(NO_WORD))
                .filter(word -> word.length() > 1 && !EMPTY.contains(word))
                .toList();
    }
}
