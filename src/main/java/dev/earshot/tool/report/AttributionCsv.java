package dev.earshot.tool.report;

import dev.earshot.http.CsvCell;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A whole attribution as CSV, page by page as it is read. */
@Singleton
class AttributionCsv {
    private final Attribution attribution;

    AttributionCsv(Attribution attribution) {
        this.attribution = attribution;
    }

    Multi<byte[]> of(AttributionQuery query) {
        Multi<byte[]> header = Multi.createFrom()
                .item((AttributionQuery.named(query.by()) + ",currency,conversions,attributed,revenue\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        return attribution.export(
                query, pages -> Multi.createBy().concatenating().streams(header, pages.map(AttributionCsv::text)));
    }

    private static byte[] text(List<Attribution.Sum> page) {
        return page.stream()
                .map(AttributionCsv::row)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String row(Attribution.Sum sum) {
        BigDecimal revenue = sum.revenue();
        return CsvCell.of(sum.key()) + "," + CsvCell.of(sum.currency()) + "," + sum.conversions() + ","
                + sum.attributed() + "," + revenue.toPlainString() + "\r\n";
    }
}
