package dev.earshot.chat.run;

import dev.earshot.chat.Conversations;
import dev.earshot.common.ApiException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds a planner's conversations for front ends that make up ids of their own, or have none at all. */
@Singleton
public class ConversationLookup {
    /** Longest id of a front end, in characters. */
    public static final int LONGEST_ID = 200;

    private static final Pattern OURS = Pattern.compile("conv_[0-9a-z]{26}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private static final String FIND = """
            select c.id,
              (select m.id from message m where m.conversation_id = c.id and m.status = 'STREAMING') as running,
              (select m.id from message m where m.conversation_id = c.id and m.role = 'AGENT'
                order by m.created_at desc, m.id desc limit 1) as latest
            from conversation c where c.owner = $1 and %s
            """;

    private static final String BY_ID = FIND.formatted("c.id = $2");
    private static final String BY_CLIENT_ID = FIND.formatted("c.client_id = $2");

    /** Of the conversations that a planner had last. */
    private static final String QUOTED = """
            select c.id, null::text as running, last.id as latest
            from (select id, updated_at from conversation where owner = $1 order by updated_at desc, id desc limit 50) c
            cross join lateral (
              select m.id, m.content from message m where m.conversation_id = c.id and m.role = 'AGENT'
              order by m.created_at desc, m.id desc limit 1
            ) last
            where last.content = $2 order by c.updated_at desc limit 1
            """;

    private final Pool pool;

    ConversationLookup(Pool pool) {
        this.pool = pool;
    }

    /**
     * A conversation that there is.
     *
     * @param running the reply that is being made, if any
     * @param latest the latest reply, if any
     */
    public record Known(String id, Optional<String> running, Optional<String> latest) {}

    /**
     * The conversation with this id, ours or the front end's; none if it is the front end's and new.
     *
     * @throws ApiException 404 if it looks like ours, and this planner has no such conversation; 400 if it is empty,
     *     too long or holds control characters
     */
    public Uni<Optional<Known>> find(String owner, String id) {
        if (id == null
                || id.isEmpty()
                || id.length() > LONGEST_ID
                || CONTROL.matcher(id).find()) {
            throw ApiException.invalid(
                    "INVALID_INPUT", "id", "must have 1 to " + LONGEST_ID + " characters, and no control characters");
        }
        boolean ours = OURS.matcher(id).matches();
        return known(ours ? BY_ID : BY_CLIENT_ID, owner, id).invoke(known -> {
            if (ours && known.isEmpty()) {
                throw Conversations.unknown();
            }
        });
    }

    /**
     * The conversation whose latest reply is this text, for front ends that send what was said in place of an id; none
     * if there is none among the latest.
     */
    public Uni<Optional<Known>> quoting(String owner, String reply) {
        return known(QUOTED, owner, reply);
    }

    private Uni<Optional<Known>> known(String statement, String owner, String value) {
        return pool.preparedQuery(statement).execute(Tuple.of(owner, value)).map(rows -> {
            RowIterator<Row> all = rows.iterator();
            return all.hasNext() ? Optional.of(known(all.next())) : Optional.empty();
        });
    }

    private static Known known(Row row) {
        return new Known(
                row.getString("id"),
                Optional.ofNullable(row.getString("running")),
                Optional.ofNullable(row.getString("latest")));
    }
}
