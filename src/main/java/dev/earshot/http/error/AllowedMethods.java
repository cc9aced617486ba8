package dev.earshot.http.error;

import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.Deployment;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;

/**
 * The methods that an address knows. RESTEasy tells them to {@code OPTIONS} only, and takes an address for unknown if
 * another one of the same class knows the method.
 */
@Singleton
class AllowedMethods {
    private volatile RequestMapper<InitialMatch> classes;

    /**
     * The value of {@code Allow} for the address of the current request, if it is refused for its method; empty for an
     * address that knows the method, or none.
     */
    Optional<String> instead() {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        if (request == null) {
            return Optional.empty();
        }
        Set<String> methods = of(request.getPathWithoutPrefix(), request.getDeployment());
        return methods.isEmpty() || methods.contains(request.getMethod())
                ? Optional.empty()
                : Optional.of(String.join(", ", methods));
    }

    private Set<String> of(String path, Deployment deployment) {
        if (classes == null) {
            classes = new RequestMapper<>(new ArrayList<>(deployment.getClassMappers()));
        }
        Set<String> methods = new TreeSet<>();
        RequestMatch<InitialMatch> match = classes.map(path);
        while (match != null) {
            add(match, methods);
            match = classes.continueMatching(path, match);
        }
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        if (!methods.isEmpty()) {
            methods.add(HttpMethod.OPTIONS);
        }
        return methods;
    }

    private static void add(RequestMatch<InitialMatch> match, Set<String> methods) {
        String rest = match.remaining.isEmpty() ? "/" : match.remaining;
        Stream.of(match.value.handlers)
                .filter(ClassRoutingHandler.class::isInstance)
                .map(ClassRoutingHandler.class::cast)
                .flatMap(routing -> routing.getMappers().entrySet().stream())
                .filter(method -> method.getKey() != null && method.getValue().map(rest) != null)
                .forEach(method -> methods.add(method.getKey()));
    }
}
