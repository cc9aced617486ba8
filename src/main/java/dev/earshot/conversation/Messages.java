package dev.earshot.conversation;

import dev.earshot.Refusal;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
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
                .failWith(Messages::unknown);
    }

    /** Each prompt with its replies behind it, also with one that was made anew much later. */
    Uni<List<Message>> of(String conversationId) {
        return list(
                "from Message m left join Message p on p.id = m.promptId where m.conversationId = ?1"
                        + " order by coalesce(p.createdAt, m.createdAt), m.createdAt, m.id",
                conversationId);
    }

    /** The reply that is being made in a conversation; null when there is none. */
    Uni<Message> streaming(String conversationId) {
        return find("conversationId = ?1 and status = ?2", conversationId, Status.STREAMING)
                .firstResult();
    }

    static Refusal unknown() {
        return Refusal.unknown("MESSAGE_NOT_FOUND", "There is no such message");
    }
}
