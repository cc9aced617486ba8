package dev.earshot.tool.report;

import dev.earshot.http.Envelope;
import dev.earshot.http.parquet.ParquetWriter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestQuery;

/** Which queries, items, categories and platforms conversions came from, and their revenue. */
@Path("/admin/attribution")
@RolesAllowed("admin")
public class AttributionResource {
    private static final String LAST = "last";
    private static final String WINDOW = "P7D";
    private static final String BY = "query";

    private final Attribution attribution;
    private final AttributionCsv csv;
    private final AttributionParquet parquet;
    private final InstantSource clock;

    AttributionResource(Attribution attribution, AttributionCsv csv, AttributionParquet parquet, InstantSource clock) {
        this.attribution = attribution;
        this.csv = csv;
        this.parquet = parquet;
        this.clock = clock;
    }

    /** Conversions of a period, at most 92 days long; without it, of the last seven days. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Envelope<Attribution.Report>> report(
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery @DefaultValue(BY) @Size(max = 20) String by,
            @RestQuery @DefaultValue(LAST) @Size(max = 20) String model,
            @RestQuery @DefaultValue(WINDOW) @Size(max = 40) String window,
            @RestQuery @Size(max = 10_000) String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(1000) int limit) {
        return attribution.report(query(from, to, by, model, window), AttributionCursor.of(cursor), limit);
    }

    /** All rows of the same as CSV. */
    @GET
    @Produces("text/csv;qs=0.5")
    public RestMulti<byte[]> csv(
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery @DefaultValue(BY) @Size(max = 20) String by,
            @RestQuery @DefaultValue(LAST) @Size(max = 20) String model,
            @RestQuery @DefaultValue(WINDOW) @Size(max = 40) String window) {
        return file("text/csv;charset=UTF-8", "attribution.csv", csv.of(query(from, to, by, model, window)));
    }

    /** All rows of the same as a Parquet file. */
    @GET
    @Produces(ParquetWriter.MEDIA_TYPE + ";qs=0.4")
    public RestMulti<byte[]> parquet(
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery @DefaultValue(BY) @Size(max = 20) String by,
            @RestQuery @DefaultValue(LAST) @Size(max = 20) String model,
            @RestQuery @DefaultValue(WINDOW) @Size(max = 40) String window) {
        return file(ParquetWriter.MEDIA_TYPE, "attribution.parquet", parquet.of(query(from, to, by, model, window)));
    }

    /** The type, or the answer's would say the preference ({@code qs}) by which it was chosen. */
    private static RestMulti<byte[]> file(String type, String name, Multi<byte[]> parts) {
        return RestMulti.fromMultiData(parts)
                .header(HttpHeaders.CONTENT_TYPE, type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }

    private AttributionQuery query(String from, String to, String by, String model, String window) {
        return AttributionQuery.of(ReportPeriod.of(from, to, clock.instant()), by, model, window);
    }
}
