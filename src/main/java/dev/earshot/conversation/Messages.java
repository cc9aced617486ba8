package dev.earshot.conversation;

import dev.earshot.Refusal;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The messages of conversations. Which planner they belong to is the conversation's to say. */
@ApplicationScoped
class Messages implements PanacheRepositoryBase<Message, String> {

    Uni<Message> owned(String id, String owner) {
        return find(
                        "from Message m where m.id = ?1 and exists"
                                + " (select 1 from Conversation c where c.id = m.conversationId and c.owner = ?2)",
                        id,
                        owner)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.unknown("MESSAGE_NOT_FOUND", "There is no such message"));
    }

    Uni<List<Message>> of(String conversationId) {
        return list("conversationId = ?1 order by createdAt, id", conversationId);
    }

    /** The reply that is being made in a conversation; null when there is none. */
    Uni<Message> streaming(String conversationId) {
        return find("conversationId = ?1 and status = ?2", conversationId, Status.STREAMING)
                .firstResult();
    }

    /** The last messages before a prompt, oldest first; of several replies to one prompt, only the last. */
    Uni<List<Turn.Said>> before(Message prompt, int most) {
        return find(
                        "from Message m where m.conversationId = ?1 and m.createdAt < ?2 and m.content <> '' and not exists"
                                + " (select 1 from Message n where n.promptId = m.promptId and n.createdAt > m.createdAt)"
                                + " order by m.createdAt desc, m.id desc",
                        prompt.conversationId,
                        prompt.createdAt)
                .page(0, most)
                .list()
                .map(Messages::oldestFirst);
    }

    private static List<Turn.Said> oldestFirst(List<Message> latest) {
        List<Turn.Said> said = new ArrayList<>();
        latest.forEach(message -> said.add(new Turn.Said(message.role, message.content)));
        Collections.reverse(said);
        return said;
    }

    /** How things stood before a prompt: after the last whole reply to an earlier one. */
    Uni<Standing> before(Message prompt) {
        return find(
                        "from Message m where m.conversationId = ?1 and m.status = ?2 and m.metadata is not null and exists"
                                + " (select 1 from Message p where p.id = m.promptId and p.createdAt < ?3)"
                                + " order by m.createdAt desc, m.id desc",
                        prompt.conversationId,
                        Status.COMPLETE,
                        prompt.createdAt)
                .firstResult()
                .map(reply -> reply == null ? Standing.NOTHING : Standing.of(reply.id, reply.metadata));
    }
}
