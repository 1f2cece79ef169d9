package io.photosync.sandbox.entra;

import io.photosync.sandbox.http.Request;

/** Reads and checks a request's bearer token: signature, issuer and times. */
@FunctionalInterface
public interface TokenCheck {
    Bearer bearerOf(Request request);
}
