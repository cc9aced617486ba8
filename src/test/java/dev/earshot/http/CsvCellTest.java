package dev.earshot.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@sum(a)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠sum(a)"})
    void nothing_that_a_spreadsheet_takes_for_a_formula_begins_a_cell(String text) {
        assertThat(CsvCell.of(text).replace("\"", "")).isEqualTo("'" + text);
        assertThat(CsvCell.quoted(text)).isEqualTo("\"'" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,=1", "a;=1", "a\t=1", "a\r\n=1"})
    void what_separates_cells_in_any_country_stays_within_quotes(String text) {
        assertThat(CsvCell.of(text)).isEqualTo("\"" + text + "\"");
    }

    @Test
    void quotes_are_doubled_and_a_plain_text_stays_as_it_is() {
        assertThat(CsvCell.of("a \"tent\"")).isEqualTo("\"a \"\"tent\"\"\"");
        assertThat(CsvCell.of("a tent = 1 - 2")).isEqualTo("a tent = 1 - 2");
        assertThat(CsvCell.of(null)).isEmpty();
        assertThat(CsvCell.of("")).isEmpty();
    }
}
