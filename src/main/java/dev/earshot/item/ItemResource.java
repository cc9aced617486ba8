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

    /** Takes an item out of search, of what is similar, and of view; what was said and sent about it stays as it is. */
    @DELETE
    public Uni<Void> withdraw(@RestPath String id) {
        return items.withdraw(id);
    }
}
