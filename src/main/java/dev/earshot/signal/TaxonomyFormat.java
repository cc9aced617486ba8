package dev.earshot.signal;

import dev.earshot.web.Line;
import dev.earshot.web.Reading;
import java.util.Locale;
import java.util.function.Function;

/** The shapes in which a taxonomy can be imported. */
enum TaxonomyFormat {
    /** The file of the IAB Tech Lab's Audience Taxonomy; ids become {@code iab_<Unique ID>}. */
    IAB("iab", "\tunique id\t") {
        @Override
        Function<String, Reading<Signal>> reader() {
            IabTaxonomyReader reader = new IabTaxonomyReader();
            return line -> reading(reader.read(line));
        }
    },
    /** {@code id,name,type,path,keywords}: tiers separated by {@code >}, keywords by {@code ;}. */
    CSV("import", "id,name,type") {
        @Override
        Function<String, Reading<Signal>> reader() {
            return SignalReader::csv;
        }
    },
    /** One JSON object a line, with the same fields; path and keywords are lists. */
    NDJSON("import", null) {
        @Override
        Function<String, Reading<Signal>> reader() {
            return SignalReader::json;
        }
    };

    private final String source;
    private final String header;

    TaxonomyFormat(String source, String header) {
        this.source = source;
        this.header = header;
    }

    abstract Function<String, Reading<Signal>> reader();

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

    private static Reading<Signal> reading(TaxonomyRow row) {
        if (row instanceof TaxonomyRow.Accepted accepted) {
            return SignalReader.cleaned(accepted.signal());
        }
        // The reader counts lines itself; the import knows them better, since it also sees the blank ones.
        return row instanceof TaxonomyRow.Refused refused
                ? Reading.bad(refused.reason().replaceFirst("^Line \\d+ ", ""))
                : Reading.bad("holds no signal");
    }
}
