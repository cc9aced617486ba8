package dev.earshot.taxonomy;

import dev.earshot.common.ApiException;
import dev.earshot.http.Envelope;
import dev.earshot.http.error.ImportLine;
import dev.earshot.http.error.ImportStep;
import dev.earshot.http.upload.ImportResponse;
import dev.earshot.http.upload.LineReader;
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
            @RestQuery boolean strict,
            @RestQuery boolean replace) {
        return ImportResponse.atTheEnd(imports.run(format(type), LineReader.of(context), strict, replace));
    }

    @POST
    @Produces(RestMediaType.APPLICATION_NDJSON)
    public Multi<ImportLine> importSignalsWithProgress(
            @Context RoutingContext context,
            @RestHeader(HttpHeaders.CONTENT_TYPE) String type,
            @RestQuery boolean strict,
            @RestQuery boolean replace) {
        return ImportResponse.asItGoes(imports.run(format(type), LineReader.of(context), strict, replace));
    }

    private static TaxonomyFormat format(String type) {
        if (type == null) {
            throw ApiException.invalid(
                    "INVALID_INPUT", "Content-Type", "must be %s, %s or application/x-ndjson".formatted(TSV, CSV));
        }
        return type.startsWith(TSV)
                ? TaxonomyFormat.IAB
                : type.startsWith(CSV) ? TaxonomyFormat.CSV : TaxonomyFormat.NDJSON;
    }
}
