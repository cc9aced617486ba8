package dev.earshot.taxonomy;

import dev.earshot.http.upload.CsvTable;
import dev.earshot.http.upload.Line;
import dev.earshot.http.upload.LineResult;
import io.smallrye.mutiny.Multi;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The shapes in which a taxonomy can be imported. */
enum TaxonomyFormat {
    /** The file of the IAB Tech Lab's Audience Taxonomy; ids become {@code iab_<Unique ID>}. */
    IAB("iab", "\tunique id\t") {
        @Override
        Body body() {
            IabTaxonomyReader reader = new IabTaxonomyReader();
            return new Body(lines -> lines.skip().where(this::isHeader), line -> reading(reader.read(line)));
        }
    },
    /**
     * {@code id,name,type,path,keywords}, in another order if the first line says so: tiers separated by {@code >},
     * keywords by {@code ;}.
     */
    CSV("import", null) {
        @Override
        Body body() {
            CsvTable table = new CsvTable(List.of("id", "name", "type"), COLUMNS);
            return new Body(table::records, record -> table.read(record, SignalReader::csv));
        }
    },
    /** One JSON object a line, with the same fields; path and keywords are lists. */
    NDJSON("import", null) {
        @Override
        Body body() {
            return new Body(lines -> lines, SignalReader::json);
        }
    };

    private static final List<String> COLUMNS = List.of("id", "name", "type", "path", "keywords");

    private final String source;
    private final String header;

    TaxonomyFormat(String source, String header) {
        this.source = source;
        this.header = header;
    }

    /** For one body: which of its lines hold signals, and how each is read. */
    abstract Body body();

    record Body(UnaryOperator<Multi<Line>> entries, Function<String, LineResult<Signal>> reader) {}

    String source() {
        return source;
    }

    /** Whether this is the line that names the columns. */
    boolean isHeader(Line line) {
        return header != null
                && line.number() == 1
                && line instanceof Line.Text text
                && text.text().toLowerCase(Locale.ROOT).contains(header);
    }

    private static LineResult<Signal> reading(TaxonomyRow row) {
        if (row instanceof TaxonomyRow.Accepted accepted) {
            return SignalReader.cleaned(accepted.signal());
        }
        // The reader counts lines itself; the import knows them better, since it also sees the blank ones.
        return row instanceof TaxonomyRow.Refused refused
                ? LineResult.bad(refused.reason())
                : LineResult.bad("holds no signal");
    }
}
