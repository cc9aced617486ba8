package dev.earshot.taxonomy;

import dev.earshot.common.ApiException;
import dev.earshot.http.Envelope;
import dev.earshot.http.error.ImportLine;
import dev.earshot.http.error.ImportStep;
import dev.earshot.http.upload.ImportResponse;
import dev.earshot.http.upload.LineReader;
import dev.earshot.http.upload.QueryFlag;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.common.util.RestMediaType;

/** Fills the taxonomy over HTTP. */
@Path("/admin/taxonomy/import")
@RolesAllowed("admin")
@Consumes({TaxonomyImportResource.TSV, TaxonomyImportResource.CSV, RestMediaType.APPLICATION_NDJSON})
public class TaxonomyImportResource {
    static final String TSV = "text/tab-separated-values";
    static final String CSV = "text/csv";

    private final TaxonomyImport imports;

    TaxonomyImportResource(TaxonomyImport imports) {
        this.imports = imports;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Envelope<ImportStep.Report>> importSignals(
            @Context RoutingContext context,
            @RestHeader(HttpHeaders.CONTENT_TYPE) String type,
            @RestQuery @Schema(type = SchemaType.BOOLEAN) String strict,
            @RestQuery @Schema(type = SchemaType.BOOLEAN) String replace) {
        return ImportResponse.atTheEnd(run(context, type, strict, replace));
    }

    @POST
    @Produces(RestMediaType.APPLICATION_NDJSON)
    public Multi<ImportLine> importSignalsWithProgress(
            @Context RoutingContext context,
            @RestHeader(HttpHeaders.CONTENT_TYPE) String type,
            @RestQuery @Schema(type = SchemaType.BOOLEAN) String strict,
            @RestQuery @Schema(type = SchemaType.BOOLEAN) String replace) {
        return ImportResponse.asItGoes(run(context, type, strict, replace));
    }

    private Multi<ImportStep> run(RoutingContext context, String type, String strict, String replace) {
        return imports.run(
                format(type), LineReader.of(context), QueryFlag.of("strict", strict), QueryFlag.of("replace", replace));
    }

    private static TaxonomyFormat format(String declared) {
        if (declared == null) {
            throw ApiException.invalid(
                    "INVALID_INPUT", "Content-Type", "must be %s, %s or application/x-ndjson".formatted(TSV, CSV));
        }
        String type = declared.strip().toLowerCase(Locale.ROOT);
        return type.startsWith(TSV)
                ? TaxonomyFormat.IAB
                : type.startsWith(CSV) ? TaxonomyFormat.CSV : TaxonomyFormat.NDJSON;
    }
}
