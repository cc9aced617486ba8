package dev.earshot.http.auth;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;

/** The planner that sends the current request. Each sees only their own conversations and audiences. */
@Singleton
public class Planner {
    private final SecurityIdentity caller;

    Planner(SecurityIdentity caller) {
        this.caller = caller;
    }

    /** The subject of the token: no API key has the role of a planner. */
    public String id() {
        return caller.getPrincipal().getName();
    }
}
