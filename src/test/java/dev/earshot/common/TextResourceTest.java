package dev.earshot.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextResourceTest {
    @Test
    void an_indented_line_goes_on_with_the_one_before() {
        assertEquals(
                List.of("fruit: apple, pear", "pattern: (a|b) c # not a comment, but a word of the pattern", "last"),
                TextResource.lines("text/continued.txt"));
    }
}
