package de.lopezitwelt.platform.local.demo;

import java.io.IOException;
import java.net.URI;

/** A service answered with an error. */
public final class ApiFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    ApiFailure(String method, URI uri, int status, String body) {
        super("%s %s answered %d: %s".formatted(method, uri, status, body.strip()));
        this.status = status;
    }

    public int status() {
        return status;
    }
}
