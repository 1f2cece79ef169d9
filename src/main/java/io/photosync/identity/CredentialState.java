package io.photosync.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * State of the app's credential.
 *
 * @param kind {@code certificate} or {@code federated-token}
 * @param ends when the certificate expires, and with it all of photo sync's work; empty where there is none that can be
 *     read
 * @param trouble why Entra refuses it, or soon will; one line, without the file's contents
 * @param exposed who may read the key besides photo sync; one line
 */
public record CredentialState(
        String kind, Optional<Instant> ends, Optional<String> trouble, Optional<String> exposed) {}
