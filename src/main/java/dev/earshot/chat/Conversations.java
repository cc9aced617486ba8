package dev.earshot.chat;

import dev.earshot.common.ApiException;
import dev.earshot.common.FoldedText;
import dev.earshot.common.Ids;
import dev.earshot.http.Envelope;
import dev.earshot.http.PageCursor;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The conversations of planners. Another planner's conversation is unknown to the caller. */
@ApplicationScoped
public class Conversations implements PanacheRepositoryBase<Conversation, String> {
    private static final String RENAME = """
            update conversation set title = $3 where id = $1 and (owner = $2) is true
              returning id, title, updated_at""";

    private final Pool pool;
    private final InstantSource clock;

    Conversations(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** A conversation in a list. */
    public record Entry(String id, String title, Instant updatedAt) {
        static Entry of(Conversation conversation) {
            return new Entry(conversation.id, conversation.title, conversation.updatedAt);
        }

        static Entry of(Row row) {
            Instant updatedAt = row.getOffsetDateTime("updated_at").toInstant();
            return new Entry(row.getString("id"), row.getString("title"), updatedAt);
        }
    }

    @WithTransaction
    public Uni<Entry> begin(String owner, String title) {
        return persist(create(owner, title)).map(Entry::of);
    }

    private Conversation create(String owner, String title) {
        Instant now = clock.instant();
        Conversation conversation = new Conversation(Ids.make("conv", now), owner, now);
        conversation.title = title;
        return conversation;
    }

    public Uni<Conversation> owned(String id, String owner) {
        return find("id = ?1 and owner = ?2", id, owner)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(Conversations::unknown);
    }

    /** Newest first; the search looks into titles and messages. */
    @WithSession
    public Uni<Envelope<List<Entry>>> list(String owner, String search, int limit, PageCursor after) {
        String query = "owner = :owner and (updatedAt, id) < (:at, :id)";
        Map<String, Object> values = new HashMap<>(Map.of("owner", owner, "at", after.at(), "id", after.id()));
        if (search != null && !search.isBlank()) {
            query +=
                    " and (function('folded' as String, title) like :like escape '\\' or exists (select 1 from Message m"
                            + " where m.conversationId = c.id and function('folded' as String, m.content) like :like escape '\\'))";
            values.put("like", "%" + FoldedText.of(search.strip()).replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        return find("from Conversation c where " + query + " order by updatedAt desc, id desc", values)
                .page(0, limit + 1)
                .list()
                .map(found -> Envelope.page(found, limit, Entry::of, Conversations::cursor));
    }

    private static String cursor(Conversation last) {
        return new PageCursor(last.updatedAt, last.id).cursor();
    }

    /** Only the title of a conversation changes. */
    public Uni<Entry> rename(String id, String owner, String title) {
        return pool.preparedQuery(RENAME).execute(Tuple.of(id, owner, title)).map(rows -> {
            if (rows.size() == 0) {
                throw unknown();
            }
            return Entry.of(rows.iterator().next());
        });
    }

    /** Its messages and their logs are deleted too; a running reply finds its log closed and ends. */
    @WithTransaction
    public Uni<Void> remove(String id, String owner) {
        return delete("id = ?1 and owner = ?2", id, owner)
                .invoke(deleted -> {
                    if (deleted == 0) {
                        throw unknown();
                    }
                })
                .replaceWithVoid();
    }

    public static ApiException unknown() {
        return ApiException.unknown("CONVERSATION_NOT_FOUND", "There is no such conversation");
    }
}
