package dev.earshot.http.error;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Puts the errors of resources into OpenAI's shape where its clients call. */
class OpenAiErrorFilter {

    @ServerResponseFilter
    void reshape(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem
                && OpenAiError.isShapeOf(request.getUriInfo().getPath())) {
            response.setEntity(OpenAiError.of(problem).encode(), null, MediaType.APPLICATION_JSON_TYPE);
        }
    }
}
