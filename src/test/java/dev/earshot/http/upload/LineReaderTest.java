package dev.earshot.http.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    @Test
    void lines_end_with_a_line_feed_a_carriage_return_or_both() {
        assertThat(lines("one\ntwo\r\nthree\rfour\r"))
                .containsExactly(text(1, "one"), text(2, "two"), text(3, "three"), text(4, "four"));
    }

    @Test
    void a_line_end_may_be_split_between_two_chunks() {
        Multi<Buffer> chunks = Multi.createFrom().items(Buffer.buffer("one\r"), Buffer.buffer("\ntwo"));
        assertThat(list(LineReader.of(chunks))).containsExactly(text(1, "one"), text(2, "two"));
    }

    @Test
    void blank_lines_are_left_out_and_counted() {
        assertThat(lines("\n \r\nthree\n\n")).containsExactly(text(3, "three"));
    }

    @Test
    void a_character_may_be_split_between_two_chunks() {
        byte[] bytes = "Güneş 😀\nçay".getBytes(StandardCharsets.UTF_8);
        Multi<Buffer> singleBytes = Multi.createFrom()
                .range(0, bytes.length)
                .map(i -> Buffer.buffer().appendByte(bytes[i]));
        assertThat(list(LineReader.of(singleBytes))).containsExactly(text(1, "Güneş 😀"), text(2, "çay"));
    }

    @Test
    void a_line_may_be_as_long_as_the_limit() {
        String longest = "x".repeat(LineReader.LONGEST);
        assertThat(lines(longest + "\r\nnext")).containsExactly(text(1, longest), text(2, "next"));
    }

    @Test
    void a_longer_line_is_unreadable_and_the_next_one_is_read() {
        assertThat(lines("x".repeat(LineReader.LONGEST + 1) + "\nnext"))
                .containsExactly(new Line.Unreadable(1, "is longer than 65536 bytes"), text(2, "next"));
    }

    @Test
    void an_endless_line_does_not_fill_the_memory() {
        Multi<Buffer> chunks = Multi.createFrom().range(0, 2_000).map(i -> Buffer.buffer(new byte[1_000_000]));
        assertThat(list(LineReader.of(chunks))).containsExactly(new Line.Unreadable(1, "is longer than 65536 bytes"));
    }

    @Test
    void bytes_that_are_not_UTF_8_are_unreadable() {
        Buffer latin1 = Buffer.buffer("Gr\u00fc\u00dfe\nok\n", "ISO-8859-1");
        assertThat(list(LineReader.of(Multi.createFrom().item(latin1))))
                .containsExactly(new Line.Unreadable(1, "is not valid UTF-8"), text(2, "ok"));
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_line() {
        assertThat(lines("\uFEFFone\n\uFEFFtwo")).containsExactly(text(1, "one"), text(2, "\uFEFFtwo"));
    }

    @Test
    void an_empty_text_has_no_lines() {
        assertThat(lines("")).isEmpty();
    }

    private static List<Line> lines(String text) {
        return list(LineReader.of(Multi.createFrom().item(Buffer.buffer(text))));
    }

    private static List<Line> list(Multi<Line> lines) {
        return lines.collect().asList().await().indefinitely();
    }

    private static Line text(long number, String text) {
        return new Line.Text(number, text);
    }
}
