package dev.earshot.item;

import dev.earshot.web.Envelope;
import dev.earshot.web.ImportAnswer;
import dev.earshot.web.ImportLine;
import dev.earshot.web.ImportStep;
import dev.earshot.web.Lines;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.common.util.RestMediaType;

/** Fills the catalogue over HTTP. */
@Path("/admin/items/import")
@RolesAllowed("admin")
@Consumes(RestMediaType.APPLICATION_NDJSON)
public class ItemImportResource {
    private final ItemImport imports;

    ItemImportResource(ItemImport imports) {
        this.imports = imports;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Envelope<ImportStep.Report>> importItems(@Context RoutingContext context, @RestQuery boolean strict) {
        return ImportAnswer.atTheEnd(imports.run(Lines.of(context), strict));
    }

    @POST
    @Produces(RestMediaType.APPLICATION_NDJSON)
    public Multi<ImportLine> importItemsWithProgress(@Context RoutingContext context, @RestQuery boolean strict) {
        return ImportAnswer.asItGoes(imports.run(Lines.of(context), strict));
    }
}
