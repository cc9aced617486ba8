package dev.earshot.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.earshot.http.upload.LineResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

public class IabTaxonomyReaderTest {
    static final Path FILE = Path.of("../shared/data/iab_audience_taxonomy_1.1.tsv");

    private final IabTaxonomyReader reader = new IabTaxonomyReader();

    @Test
    void a_row_becomes_a_signal_with_its_tiers_as_path() {
        assertThat(signal("\t1281\t1279\tPurchase Intent* | …\tPurchase Intent*\tPet Care\tPet Food\t\t\t\t\r"))
                .isEqualTo(new Signal(
                        "iab_1281",
                        "Pet Food",
                        SignalType.TRANSACTION,
                        List.of("Purchase Intent", "Pet Care", "Pet Food"),
                        List.of()));
    }

    @Test
    void the_type_follows_the_first_tier() {
        assertThat(signal("\t1\t\tx\tDemographic\t\t\t\t\t\t").type()).isEqualTo(SignalType.DEMOGRAPHIC);
        assertThat(signal("\t2\t\tx\tInterest\t\t\t\t\t\t").type()).isEqualTo(SignalType.INTEREST);
        assertThat(signal("\t3\t\tx\tPurchase Intent*\t\t\t\t\t\t").type()).isEqualTo(SignalType.TRANSACTION);
        assertThat(signal("\t4\t\tx\tDemographic\tHousehold Data\tHome Location\t*City Extension\t\t\t")
                        .type())
                .isEqualTo(SignalType.LOCATION);
    }

    @Test
    void the_tiers_count_where_the_parent_disagrees() {
        signal("\t1390\t1389\tx\tPurchase Intent*\tInsurance\tAuto Insurance\t\t\t\t");
        assertThat(signal("\t1391\t1390\tx\tPurchase Intent*\tInsurance\tHome Insurance\t\t\t\t")
                        .path())
                .containsExactly("Purchase Intent", "Insurance", "Home Insurance");
    }

    @Test
    void the_header_and_empty_lines_are_skipped() {
        assertThat(reader.read("\tUnique ID\tParent ID\tCondensed Name\tTier 1\r"))
                .isEqualTo(new TaxonomyRow.Skipped(1));
        assertThat(reader.read("\r")).isEqualTo(new TaxonomyRow.Skipped(2));
    }

    @Test
    void a_bad_row_is_refused_by_its_line_and_the_next_one_is_read() {
        assertThat(reader.read("\tabc\t\tx\tInterest\t\t\t\t\t\t"))
                .isEqualTo(new TaxonomyRow.Refused(1, "has no number as Unique ID but 'abc'"));
        assertThat(reader.read("one column")).isInstanceOf(TaxonomyRow.Refused.class);
        assertThat(reader.read("\t5\t\tx\t\t\t\t\t\t\t")).isInstanceOf(TaxonomyRow.Refused.class);
        assertThat(reader.read("\t6\t\tx\tInterest\t\tGap\t\t\t\t")).isInstanceOf(TaxonomyRow.Refused.class);
        assertThat(reader.read("\t7\t\tx\tInterest\t\t\t\t\t\t")).isInstanceOf(TaxonomyRow.Accepted.class);
        assertThat(reader.read("\t7\t\tx\tInterest\tOther\t\t\t\t\t"))
                .isEqualTo(new TaxonomyRow.Refused(6, "repeats the Unique ID 7"));
        assertThat(reader.read("\t8\t\tx\tInterest\t\t\t\t\t\t"))
                .isEqualTo(new TaxonomyRow.Refused(7, "repeats the path Interest"));
    }

    @Test
    void the_whole_file_is_1558_signals_and_no_refusal() throws IOException {
        List<Signal> signals = iab();
        assertThat(signals).hasSize(1558);
        assertThat(signals).extracting(Signal::id).doesNotHaveDuplicates();
    }

    /** The real taxonomy; a test that needs it is skipped where it isn't: it is no part of this project. */
    public static List<Signal> iab() throws IOException {
        assumeTrue(Files.exists(FILE), "the IAB taxonomy is not here");
        IabTaxonomyReader reader = new IabTaxonomyReader();
        List<Signal> signals = new ArrayList<>();
        for (String line : Files.readString(FILE).split("\n")) {
            TaxonomyRow row = reader.read(line);
            assertThat(row).isNotInstanceOf(TaxonomyRow.Refused.class);
            if (row instanceof TaxonomyRow.Accepted accepted) {
                signals.add(accepted.signal());
            }
        }
        return signals;
    }

    private Signal signal(String row) {
        return ((TaxonomyRow.Accepted) reader.read(row)).signal();
    }

    @Test
    void names_are_cleaned_as_those_of_the_other_formats_are() {
        String hidden = "\t1\t\tx\tInterest\tBo\u202Eats\u0007&  Ships\t\t\t\t";
        assertThat(TaxonomyFormat.IAB.body().reader().apply(hidden))
                .isEqualTo(LineResult.good(new Signal(
                        "iab_1",
                        "Boats & Ships",
                        SignalType.INTEREST,
                        List.of("Interest", "Boats & Ships"),
                        List.of())));
        for (String name : List.of("x".repeat(5_011), "\u200B\u202E")) {
            assertThat(TaxonomyFormat.IAB.body().reader().apply("\t2\t\tx\tInterest\t" + name + "\t\t\t\t"))
                    .isEqualTo(LineResult.bad("name must be 1 to 200 visible characters"));
            assertThat(SignalReader.csv(Map.of("id", "a", "name", name, "type", "interest")))
                    .isEqualTo(LineResult.bad("name must be 1 to 200 visible characters"));
            assertThat(TaxonomyFormat.NDJSON
                            .body()
                            .reader()
                            .apply("{\"id\":\"a\",\"name\":\"" + name + "\",\"type\":\"interest\"}"))
                    .isEqualTo(LineResult.bad("name must be 1 to 200 visible characters"));
        }
    }

    @Test
    void a_line_of_json_with_a_key_twice_or_more_than_one_object_is_refused() {
        assertThat(TaxonomyFormat.NDJSON
                        .body()
                        .reader()
                        .apply("{\"id\":\"a\",\"id\":\"b\",\"name\":\"A\",\"type\":\"interest\"}"))
                .isEqualTo(LineResult.bad("has id twice"));
        assertThat(TaxonomyFormat.NDJSON
                        .body()
                        .reader()
                        .apply("{\"id\":\"a\",\"name\":\"A\",\"type\":\"interest\"} {}"))
                .isInstanceOf(LineResult.Bad.class);
    }
}
