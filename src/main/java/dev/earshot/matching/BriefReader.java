package dev.earshot.matching;

import dev.earshot.matching.clause.ExclusionScope;
import dev.earshot.matching.clause.Statement;
import dev.earshot.matching.clause.Statement.Choice;
import dev.earshot.matching.clause.StatementReader;
import dev.earshot.matching.clause.TimeFrame;
import dev.earshot.matching.clause.TimeReader;
import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.CueWords;
import dev.earshot.matching.words.Language;
import dev.earshot.matching.words.LanguageDetector;
import dev.earshot.matching.words.Notation;
import dev.earshot.matching.words.PurchaseStage;
import dev.earshot.matching.words.Token;
import dev.earshot.matching.words.Tokenizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Text → one {@link Brief} for each sentence that is about people to reach, with its cues, boundaries, times and
 * exclusions.
 */
final class BriefReader {
    /** Positions are kept in the bits of one number; a longer sentence is read in pieces. */
    private static final int MOST_WORDS = 60;

    /** Bounds the time; twice the longest prompt of a chat. */
    private static final int MOST_CHARACTERS = 16_000;

    /** "Pişirme kağıdı" is a thing: a noun made of a verb says nothing of what people do, "pişirenler" does. */
    private static final Pattern NOUN_OF_VERB = Pattern.compile("[a-z]{3,}m[ae]");

    private final Map<Language, CueWords> cues = new EnumMap<>(Language.class);
    private final Map<Language, Notation> notations = new EnumMap<>(Language.class);
    private final StatementReader statements = new StatementReader();
    private final TimeReader times = new TimeReader();

    BriefReader() {
        for (Language language : Language.values()) {
            cues.put(language, new CueWords(language));
            notations.put(language, new Notation(language));
        }
    }

    CueWords cues(Language language) {
        return cues.get(language);
    }

    Language language(String text) {
        return new LanguageDetector(cues).of(text, Tokenizer.tokens(text));
    }

    List<ReadStatement> read(String whole, Language language) {
        String first = whole.substring(0, Math.min(whole.length(), MOST_CHARACTERS));
        String text = notations.get(language).writtenOut(statements.lines(first, language));
        List<ReadStatement> read = new ArrayList<>();
        List<Statement> said = statements.read(text, language);
        for (Statement statement : said) {
            List<Token> tokens = Tokenizer.tokens(statement.text());
            for (int from = 0; from < tokens.size(); ) {
                int to = end(tokens, from);
                read.add(read(statement, language, tokens.subList(from, to), said.size() == 1));
                from = to;
            }
        }
        spreadTimes(read);
        return spreadChoices(read);
    }

    /** A line that only says when holds for what the lines before it say was done, or for all of them. */
    private static void spreadTimes(List<ReadStatement> read) {
        for (int at = 1; at < read.size(); at++) {
            TimeFrame frame = read.get(at).onlyTime();
            if (!frame.isAny()) {
                List<ReadStatement> before = read.subList(0, at);
                boolean done = before.stream().anyMatch(ReadStatement::saysWhatWasDone);
                before.stream()
                        .filter(statement -> !done || statement.saysWhatWasDone())
                        .filter(statement -> !statement.excluded())
                        .forEach(statement -> statement.happened(frame));
                read.get(at).useTimes();
            }
        }
    }

    /** "Runners, cyclists. Doesn't matter which": a sentence that only says so holds for the one before. */
    private static List<ReadStatement> spreadChoices(List<ReadStatement> read) {
        List<ReadStatement> spread = new ArrayList<>(read);
        for (int at = 1; at < read.size(); at++) {
            Choice choice = read.get(at).choice();
            if (read.get(at).saysNothingElse() && (choice == Choice.WITHIN || choice == Choice.ALL)) {
                spread.set(at - 1, read.get(at - 1).with(choice));
            }
        }
        return spread;
    }

    /** A sentence that is too long is cut at its last comma. */
    private static int end(List<Token> tokens, int from) {
        int most = Math.min(tokens.size(), from + MOST_WORDS);
        for (int at = most; at > from + MOST_WORDS / 2 && most < tokens.size(); at--) {
            if (tokens.get(at).followsComma()) {
                return at;
            }
        }
        return most;
    }

    private ReadStatement read(Statement statement, Language language, List<Token> tokens, boolean alone) {
        Brief brief = new Brief(statement.text(), language, cues.get(language), tokens);
        markBoundaries(brief);
        markIntents(brief);
        var frames = times.read(brief);
        new ExclusionScope(brief, alone).mark();
        return new ReadStatement(
                brief, statement.start(), statement.excluded(), statement.anyOf(), choice(statement, brief), frames);
    }

    /** "Golf, tennis, any of these": said in the sentence itself. */
    private static Choice choice(Statement statement, Brief brief) {
        boolean or = says(brief, "alternative");
        if (statement.choice() != Choice.NONE) {
            return statement.choice();
        }
        if (says(brief, "all of")) {
            return Choice.ALL;
        }
        return !or && says(brief, "any of") ? Choice.WITHIN : Choice.NONE;
    }

    private static boolean says(Brief brief, String cue) {
        return IntStream.range(0, brief.size()).anyMatch(at -> brief.cues.lengthAt(cue, brief.lights, at) > 0);
    }

    private void markBoundaries(Brief brief) {
        for (int i = 0; i < brief.size(); i++) {
            Token token = brief.tokens.get(i);
            boolean listed = token.followsComma() || token.followsSlash() || isBehindAndSign(brief, i);
            brief.joint[i] = listed || brief.cues.lengthAt("coordinator", brief.lights, i) > 0;
            brief.boundary[i] =
                    token.startsSentence() || brief.followsDash(i) || brief.cues.has("boundary", brief.lights.get(i));
        }
    }

    /** "Chess players & collectors", but not "H&M". */
    private static boolean isBehindAndSign(Brief brief, int at) {
        return at > 0
                && brief.tokens.get(at).followsAndSign()
                && brief.tokens.get(at).start() - brief.tokens.get(at - 1).end() > 2;
    }

    private void markIntents(Brief brief) {
        PurchaseStage current = PurchaseStage.NONE;
        int chunk = 0;
        for (int i = 0; i < brief.size(); i++) {
            if (brief.boundary[i]) {
                current = PurchaseStage.NONE;
                chunk = i;
            }
            if (brief.tokens.get(i).followsComma() && brief.language == Language.TR) {
                chunk = i;
            }
            for (PurchaseStage intent : PurchaseStage.SPOKEN) {
                int forward = brief.cues.lengthAt(intent.forward(), brief.lights, i);
                int backward = isListed(brief, i) ? 0 : backward(brief, intent.backward(), i);
                if (forward > 0) {
                    current = intent;
                    chunk = i;
                }
                if (backward > 0) {
                    markBack(brief, chunk, i, intent);
                    chunk = brief.language == Language.TR ? i + backward : chunk;
                }
                brief.speak(i, Math.max(forward, backward));
            }
            if (current != PurchaseStage.NONE) {
                brief.intent[i] = current;
            }
        }
    }

    /** "Crisps, popcorn, nuts": what has a place of its own in an English list is no head of what stands before. */
    private static boolean isListed(Brief brief, int at) {
        return brief.language == Language.EN && at > 0 && brief.tokens.get(at).followsComma();
    }

    private int backward(Brief brief, String cue, int at) {
        int length = brief.cues.lengthAt(cue, brief.lights, at);
        return length > 0
                        || brief.language == Language.EN
                        || NOUN_OF_VERB.matcher(brief.lights.get(at)).matches()
                ? length
                : brief.cues.lengthAt(cue, brief.stems, at);
    }

    /** English: the words right before ("baseball ticket buyers"). Turkish, whose verb ends the clause: all of it. */
    private static void markBack(Brief brief, int from, int to, PurchaseStage intent) {
        for (int i = to - 1; i >= from; i--) {
            if (brief.language == Language.EN && brief.stop[i]) {
                return;
            }
            brief.intent[i] = intent;
        }
    }
}
