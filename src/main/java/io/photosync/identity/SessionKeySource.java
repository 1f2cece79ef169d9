package io.photosync.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Where the keys of the sessions come from: {@code photosync.console.session-secret}, or else the certificate's private
 * key. The key's file is read again each minute: a rotated certificate reaches all replicas without a restart, and they
 * must agree on the keys.
 */
@ApplicationScoped
public class SessionKeySource {
    private static final Logger LOG = Logger.getLogger(SessionKeySource.class);
    private static final Duration READ_AGAIN_AFTER = Duration.ofMinutes(1);

    private final Optional<String> secret;
    private final Optional<Path> keyFile;
    private final Clock clock;
    private volatile Read latest;

    @Inject
    SessionKeySource(ConsoleSettings console, IdentitySettings identity, Clock clock) {
        this(console.sessionSecret(), identity.certificate().keyPath(), clock);
    }

    SessionKeySource(Optional<String> secret, Optional<Path> keyFile, Clock clock) {
        this.secret = secret;
        this.keyFile = keyFile;
        this.clock = clock;
    }

    private record Read(byte[] secret, SessionKeys keys, Instant at) {}

    /**
     * The same object as long as the secret is the same.
     *
     * @throws NoSessionSecret where neither is set, or the key cannot be read
     */
    public SessionKeys current() {
        Read known = latest;
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.at().plus(READ_AGAIN_AFTER))) {
            return known.keys();
        }
        Read read = read(known, now);
        latest = read;
        return read.keys();
    }

    private Read read(Read known, Instant now) {
        try {
            byte[] found = secret();
            SessionKeys keys =
                    known != null && Arrays.equals(known.secret(), found) ? known.keys() : SessionKeys.from(found);
            return new Read(found, keys, now);
        } catch (UnusableFile e) {
            if (known == null) {
                throw new NoSessionSecret(e.getMessage());
            }
            // In the middle of a rotation, perhaps.
            LOG.warnf("the sessions' key stays as it was: %s", e.getMessage());
            return new Read(known.secret(), known.keys(), now);
        }
    }

    private byte[] secret() throws UnusableFile {
        if (secret.isPresent()) {
            return secret.get().getBytes(StandardCharsets.UTF_8);
        }
        Path file = keyFile.orElseThrow(
                () -> new NoSessionSecret("photosync.console.session-secret must be set for the pages under /ops, since"
                        + " there is no certificate from whose key it could be derived"));
        return Pem.privateKey(file).getEncoded();
    }
}
