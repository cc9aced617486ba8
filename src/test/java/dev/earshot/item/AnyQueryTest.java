package dev.earshot.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.common.FoldedText;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries in any script, and those that are none. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class AnyQueryTest extends SearchedItems {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "''",
                "\\",
                "a & b | !c",
                "backpack:*",
                "!backpack",
                "( ( (",
                "<-> tent",
                "\0",
                "ten\0t",
                "😀",
                "\uD83D",
                "%",
                "_",
                "$1",
                "; drop table item; --",
                "under",
                "under under 100",
                "under 99999999999999999999",
                "between 1 and",
                "-",
                ">",
                "> 5 <",
                "İ",
                "1000 LİRA ALTI BOT",
                "1000 lıra",
                "100 dollar\u017F",
                "ﬁ",
                "1e999",
                "1.2.3.4",
                "user@store.example",
                "http://store.example/items/?a=b",
                "{\"$ne\":1}",
                "\u202E",
                "ßßß",
                "ʼ",
                "½",
                "²",
                "١٢٣",
                "under ١٢٣"
            })
    void no_text_makes_a_search_fail(String text) {
        assertThat(search(ItemQuery.of(text))).isNotNull();
        assertThat(search(filtered(text, text, null, null, text))).isNotNull();
    }

    @Test
    void nonsense_of_any_length_makes_no_search_fail() {
        assertThat(found("qzxw ".repeat(100))).isEmpty();
        assertThat(found("x".repeat(100_000))).isNotNull();
        assertThat(found("under 5 ".repeat(10_000))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "여행 가방, 가방",
        "여행 가방, 여행 가방",
        "हिन्दी यात्रा बैग, यात्रा बैग",
        "हिन्दी यात्रा बैग, हिन्दी",
        "حقيبة سفر أحمد, أحمد",
        "حقيبة سفر أحمد, احمد حقيبة",
        "防水登山背包, 背包",
        "登山用バックパック, バックパック",
        "«Палатка» Ёлка, палатка елка",
        "ΣΚΗΝΉ ΟΔΌΣ, σκηνη οδος",
        "IŞIKLI ÇADIR, ışıklı çadır",
        "Straße 7 Œuvre Łódź, STRASSE oeuvre lodz",
        "می‌خواهم کیف, می‌خواهم",
        "กระเป๋า เดินทาง, กระเป๋า"
    })
    void an_item_is_found_by_the_words_of_its_name_in_any_script(String name, String words) {
        catalogue
                .keep(List.of(item("own", name, "bags", "", "10", "USD")))
                .await()
                .indefinitely();
        assertThat(found(words)).containsExactly("own");
        assertThat(found(name)).startsWith("own");
    }

    /** Letters that both know: Java 17 knows Unicode 13. */
    @Test
    void the_database_folds_every_letter_as_memory_does() {
        List<String> letters = new ArrayList<>();
        for (int c = 0x20; c < 0x20000; c++) {
            if (Character.isDefined(c)
                    && Character.getType(c) != Character.SURROGATE
                    && Character.getType(c) != Character.PRIVATE_USE) {
                letters.add("a" + Character.toString(c) + "\u0301b");
            }
        }
        List<String> otherwise = new ArrayList<>();
        pool.preparedQuery("select letter, folded(letter) as folded from unnest($1::text[]) as letter")
                .execute(Tuple.of((Object) letters.toArray(String[]::new)))
                .await()
                .indefinitely()
                .forEach(row -> {
                    if (!row.getString("folded").equals(FoldedText.of(row.getString("letter")))) {
                        otherwise.add(row.getString("letter"));
                    }
                });
        assertThat(otherwise).isEmpty();
    }
}
