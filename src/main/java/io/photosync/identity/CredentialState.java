package io.photosync.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * How the app's credential stands.
 *
 * @param kind {@code certificate} or {@code federated-token}
 * @param ends when the certificate ends, and with it all of photo sync's work; empty where there is none that can be read
 * @param trouble why Entra takes it no more, or soon will not; one line, without the file's contents
 * @param exposed who may read the key besides photo sync; one line
 */
public record CredentialState(
        String kind, Optional<Instant> ends, Optional<String> trouble, Optional<String> exposed) {}
