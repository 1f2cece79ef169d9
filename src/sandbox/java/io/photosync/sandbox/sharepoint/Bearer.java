package io.photosync.sandbox.sharepoint;

import java.util.Optional;
import java.util.Set;

/** Reads a bearer token. */
@FunctionalInterface
public interface Bearer {
    /** The token's claims; empty when it is no token of this tenant, its signature is wrong or its time is over. */
    Optional<Claims> read(String token);

    /** @param certificate whether the app proved itself with a certificate ({@code appidacr} 2) and not with a secret */
    record Claims(String appId, String audience, Set<String> roles, boolean certificate) {}
}
