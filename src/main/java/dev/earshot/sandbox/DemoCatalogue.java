package dev.earshot.sandbox;

import dev.earshot.http.upload.LineReader;
import dev.earshot.item.ItemImport;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Fills an empty catalogue at the start with gear, trips and groceries, so that the first search finds something. */
@ApplicationScoped
@IfBuildProfile(anyOf = {"dev", "test", "demo"})
public class DemoCatalogue {
    private static final Logger LOG = Logger.getLogger(DemoCatalogue.class);
    private static final String ITEMS = "sandbox/demo-items.ndjson";

    private final ItemImport imports;
    private final Vertx vertx;
    private final boolean wanted;

    DemoCatalogue(
            ItemImport imports,
            Vertx vertx,
            @ConfigProperty(name = "earshot.sandbox.demo-items", defaultValue = "true") boolean wanted) {
        this.imports = imports;
        this.vertx = vertx;
        this.wanted = wanted;
    }

    void start(@Observes StartupEvent start) {
        if (wanted) {
            load().subscribe()
                    .with(nothing -> {}, failure -> LOG.warn("The demo items could not be imported", failure));
        }
    }

    /** Imports the demo items unless the catalogue holds something. */
    Uni<Void> load() {
        return imports.isDue().chain(due -> due ? imported() : Uni.createFrom().voidItem());
    }

    private Uni<Void> imported() {
        return vertx.fileSystem()
                .readFile(ITEMS)
                .map(io.vertx.mutiny.core.buffer.Buffer::getDelegate)
                .chain(items -> imported(items))
                .replaceWithVoid();
    }

    private Uni<?> imported(Buffer items) {
        return imports.run(LineReader.of(Multi.createFrom().item(items)), true, false)
                .collect()
                .last();
    }
}
