package dev.earshot.audience.sizing;

import dev.earshot.audience.Rule;
import dev.earshot.http.CsvCell;
import dev.earshot.http.parquet.ParquetWriter;
import dev.earshot.http.parquet.ParquetWriter.Column;
import dev.earshot.http.parquet.ParquetWriter.Type;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All members of an audience, a page of them at a time: the next is fetched when the one before has been taken.
 */
@Singleton
public class MemberList {
    private static final int PAGE = 2_000;
    private static final List<Column> COLUMNS =
            List.of(new Column("customerId", Type.TEXT, false), new Column("anonymous", Type.BOOLEAN, false));

    private final Membership membership;

    MemberList(Membership membership) {
        this.membership = membership;
    }

    /**
     * {@code {"customerId": …, "anonymous": …}}, one a line. After each page the line is ended by the framework, as it
     * is for that type.
     */
    public Multi<byte[]> ndjson(Rule rule) {
        return pages(rule).map(page -> text(page, MemberList::json, "\n"));
    }

    /** The same under a header. */
    public Multi<byte[]> csv(Rule rule) {
        Multi<byte[]> header = Multi.createFrom().item("customerId,anonymous\r\n".getBytes(StandardCharsets.UTF_8));
        return Multi.createBy()
                .concatenating()
                .streams(header, pages(rule).map(page -> text(page, MemberList::row, "")));
    }

    /** The same as a Parquet file. */
    public Multi<byte[]> parquet(Rule rule) {
        return Multi.createFrom().deferred(() -> {
            ParquetWriter file = new ParquetWriter(COLUMNS);
            return Multi.createBy()
                    .concatenating()
                    .streams(
                            Multi.createFrom().item(file.begin()),
                            pages(rule)
                                    .map(page -> file.group(page.stream()
                                            .map(MemberList::values)
                                            .toList())),
                            Uni.createFrom().item(file::end).toMulti());
        });
    }

    private Multi<List<Member>> pages(Rule rule) {
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> new AtomicInteger(Membership.START),
                        after -> membership
                                .members(rule, after.get(), PAGE)
                                .invoke(page -> after.set(
                                        page.isEmpty()
                                                ? after.get()
                                                : page.get(page.size() - 1).position())))
                .whilst(page -> page.size() == PAGE)
                .filter(page -> !page.isEmpty());
    }

    private static byte[] text(List<Member> page, Function<Member, String> line, String between) {
        return page.stream().map(line).collect(Collectors.joining(between)).getBytes(StandardCharsets.UTF_8);
    }

    private static String json(Member member) {
        return new JsonObject()
                .put("customerId", member.customer().value())
                .put("anonymous", member.customer().isAnonymous())
                .encode();
    }

    private static List<Object> values(Member member) {
        return List.of(member.customer().value(), member.customer().isAnonymous());
    }

    private static String row(Member member) {
        return CsvCell.quoted(member.customer().value()) + ","
                + member.customer().isAnonymous() + "\r\n";
    }
}
