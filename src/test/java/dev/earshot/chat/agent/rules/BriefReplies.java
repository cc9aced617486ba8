package dev.earshot.chat.agent.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.earshot.audience.Rule;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.agent.ConversationState;
import dev.earshot.chat.agent.draft.DraftRevision;
import dev.earshot.matching.MatchResult;
import dev.earshot.taxonomy.IabTaxonomyReaderTest;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Drafts labelled briefs as the rules agent does, without the rest of Earshot: one line of JSON a brief, in the form of
 * a reply's metadata. Quicker than a server while the matching is worked on.
 */
final class BriefReplies {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TaxonomyIndex taxonomy;

    BriefReplies(TaxonomyIndex taxonomy) {
        this.taxonomy = taxonomy;
    }

    Map<String, Object> metadata(String brief) {
        AgentRequest turn = new AgentRequest(
                "conv", "msg", "planner", brief, ConversationState.NOTHING, false, Optional.empty(), List.of());
        PromptReading reading = PromptReading.of(turn);
        DraftRevision revision =
                new DraftRevision(taxonomy, reading.language(), Rule.EMPTY, reading.memory(), List.of());
        if (reading.unsupported().isEmpty()) {
            reading.acts().stream().filter(act -> act.kind().isEdit()).forEach(revision::apply);
        }
        Rule draft = revision.draft();
        MatchResult match = revision.match().orElse(new MatchResult(reading.language(), List.of()));
        List<Map<String, String>> signals =
                SignalProposals.reasons(taxonomy, draft, match, match.language()).entrySet().stream()
                        .map(shown -> Map.of("id", shown.getKey().id(), "reason", shown.getValue()))
                        .toList();
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("draft", draft);
        metadata.put("suggestedSignals", signals);
        metadata.put("unused", match.unused());
        metadata.put("text", reading.unsupported().isPresent() ? "I understand English and Turkish." : "");
        return metadata;
    }

    /** @param args the file of briefs, the file to write */
    public static void main(String[] args) throws IOException {
        BriefReplies replies = new BriefReplies(new TaxonomyIndex(1, IabTaxonomyReaderTest.iab()));
        try (PrintStream out = new PrintStream(args[1], StandardCharsets.UTF_8)) {
            for (String line : Files.readAllLines(Path.of(args[0]))) {
                JsonNode brief = JSON.readTree(line);
                out.println(JSON.writeValueAsString(
                        replies.metadata(brief.get("brief").asText())));
            }
        }
    }
}
