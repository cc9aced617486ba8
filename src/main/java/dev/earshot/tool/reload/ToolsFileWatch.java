package dev.earshot.tool.reload;

import dev.earshot.tool.backend.OwnToolSet;
import dev.earshot.tool.backend.OwnTools;
import dev.earshot.tool.backend.OwnToolsUser;
import dev.earshot.tool.backend.file.ToolsFileFault;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Looks whether the tools file, or a document that it names, has changed. The new content is checked completely before
 * any of it is used; a faulty one is logged once, and the old stays in use.
 */
@Singleton
class ToolsFileWatch {
    private static final Logger LOG = Logger.getLogger(ToolsFileWatch.class);

    private final OwnTools own;
    private final List<OwnToolsUser> users;

    ToolsFileWatch(OwnTools own, @All List<OwnToolsUser> users) {
        this.own = own;
        this.users = users;
    }

    @Scheduled(every = "${earshot.tools.look-every:10s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void look() {
        try {
            own.changed().ifPresent(this::use);
        } catch (ToolsFileFault fault) {
            LOG.errorf("The changed tools file is not used: %s", fault.getMessage());
        }
    }

    private void use(OwnToolSet next) {
        List<Runnable> prepared = users.stream().map(user -> user.prepare(next)).toList();
        own.use(next);
        prepared.forEach(Runnable::run);
        LOG.infof(
                "The changed tools file is used: %d tools of one's own",
                next.tools().size());
    }
}
