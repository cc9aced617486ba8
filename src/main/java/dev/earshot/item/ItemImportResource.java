package dev.earshot.item;

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

/** Fills the catalogue over HTTP. */
@Path("/admin/items/import")
@RolesAllowed("admin")
@Consumes({RestMediaType.APPLICATION_NDJSON, ItemImportResource.CSV, ItemImportResource.TSV})
public class ItemImportResource {
    static final String CSV = "text/csv";
    static final String TSV = "text/tab-separated-values";

    private final ItemImport imports;

    ItemImportResource(ItemImport imports) {
        this.imports = imports;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Envelope<ImportStep.Report>> importItems(
            @Context RoutingContext context,
            @RestHeader(HttpHeaders.CONTENT_TYPE) String type,
            @RestQuery @Schema(type = SchemaType.BOOLEAN) String strict,
            @RestQuery @Schema(type = SchemaType.BOOLEAN) String replace) {
        return ImportResponse.atTheEnd(run(context, type, strict, replace));
    }

    @POST
    @Produces(RestMediaType.APPLICATION_NDJSON)
    public Multi<ImportLine> importItemsWithProgress(
            @Context RoutingContext context,
            @RestHeader(HttpHeaders.CONTENT_TYPE) String type,
            @RestQuery @Schema(type = SchemaType.BOOLEAN) String strict,
            @RestQuery @Schema(type = SchemaType.BOOLEAN) String replace) {
        return ImportResponse.asItGoes(run(context, type, strict, replace));
    }

    private Multi<ImportStep> run(RoutingContext context, String type, String strict, String replace) {
        boolean whole = QueryFlag.of("strict", strict);
        boolean replacing = QueryFlag.of("replace", replace);
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("text/")
                ? imports.runTable(LineReader.of(context), whole, replacing)
                : imports.run(LineReader.of(context), whole, replacing);
    }
}
