package dev.earshot.item;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;

/** Items one by one, over HTTP. */
@Path("/admin/items/{id}")
@RolesAllowed("admin")
public class ItemResource {
    private final ItemImport items;

    ItemResource(ItemImport items) {
        this.items = items;
    }

    /** Withdraws an item from search, similar items and view; what was recorded and sent about it stays. */
    @DELETE
    public Uni<Void> withdraw(@RestPath String id) {
        return items.withdraw(id);
    }
}
