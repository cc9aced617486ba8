package dev.earshot.chat;

import dev.earshot.common.ApiException;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The messages of conversations. Ownership is the conversation's. */
@ApplicationScoped
public class Messages implements PanacheRepositoryBase<Message, String> {
    /** Of one conversation at once: more than planners write. A script may, and each weighs up to some kilobytes. */
    private static final int MOST = 1_000;

    public Uni<Message> owned(String id, String owner) {
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

    /** The latest ones, oldest first: each prompt followed by its replies, also by one regenerated much later. */
    public Uni<List<Message>> latest(String conversationId) {
        return find(
                        "from Message m left join Message p on p.id = m.promptId where m.conversationId = ?1"
                                + " order by coalesce(p.createdAt, m.createdAt) desc, m.createdAt desc, m.id desc",
                        conversationId)
                .page(0, MOST)
                .list()
                .map(Messages::reversed);
    }

    private static List<Message> reversed(List<Message> newestFirst) {
        List<Message> oldestFirst = new ArrayList<>(newestFirst);
        Collections.reverse(oldestFirst);
        return oldestFirst;
    }

    /** The running reply of a conversation; null if there is none. */
    public Uni<Message> streaming(String conversationId) {
        return find("conversationId = ?1 and status = ?2", conversationId, MessageStatus.STREAMING)
                .firstResult();
    }

    public static ApiException unknown() {
        return ApiException.unknown("MESSAGE_NOT_FOUND", "There is no such message");
    }
}
