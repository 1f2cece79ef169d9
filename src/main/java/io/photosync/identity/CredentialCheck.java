package io.photosync.identity;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Warns before the certificate expires, and when others may read its key. The files are read each time: they may be
 * replaced.
 */
@ApplicationScoped
public class CredentialCheck {
    private static final Logger LOG = Logger.getLogger(CredentialCheck.class);

    private final IdentitySettings settings;
    private final Credential credential;
    private final Clock clock;

    public CredentialCheck(IdentitySettings settings, Clock clock) {
        this.settings = settings;
        this.credential = Credential.of(settings);
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent event, MeterRegistry meters) {
        CredentialState state = state();
        state.exposed().ifPresent(who -> LOG.warnf("credential exposed reason=\"%s\"", who));
        state.trouble().ifPresent(why -> LOG.warnf("credential unusable or expiring reason=\"%s\"", why));
        if (credential instanceof Credential.Certificate) {
            Gauge.builder("photosync.certificate.expiration.timestamp", this, CredentialCheck::end)
                    .baseUnit("seconds")
                    .description("When the app's certificate ends, in seconds since 1970; NaN while it cannot be read")
                    .register(meters);
        }
    }

    /** Reads the files as they are now. */
    public CredentialState state() {
        return switch (credential) {
            case Credential.Certificate certificate -> of(certificate);
            case Credential.FederatedToken token ->
                new CredentialState("federated-token", Optional.empty(), unusable(), Optional.empty());
        };
    }

    private CredentialState of(Credential.Certificate certificate) {
        Optional<String> exposed = KeyFile.exposed(certificate.keyFile());
        try {
            X509Certificate first = Pem.certificates(certificate.chainFile()).getFirst();
            Optional<String> trouble = unusable().or(() -> outOfDate(certificate.chainFile(), first));
            return new CredentialState("certificate", Optional.of(end(first)), trouble, exposed);
        } catch (UnusableFile e) {
            return new CredentialState("certificate", Optional.empty(), Optional.of(e.getMessage()), exposed);
        }
    }

    private Optional<String> unusable() {
        try {
            credential.read();
            return Optional.empty();
        } catch (UnusableFile e) {
            return Optional.of(e.getMessage());
        }
    }

    private Optional<String> outOfDate(Path file, X509Certificate certificate) {
        Instant now = clock.instant();
        Instant begins = certificate.getNotBefore().toInstant();
        Instant ends = end(certificate);
        if (now.isBefore(begins)) {
            return Optional.of("the certificate in '%s' is good from %s on only".formatted(file, begins));
        }
        if (!now.isBefore(ends)) {
            return Optional.of("the certificate in '%s' has ended at %s".formatted(file, ends));
        }
        if (now.isAfter(ends.minus(settings.certificate().warnBefore()))) {
            long days = ChronoUnit.DAYS.between(now, ends);
            return Optional.of("the certificate in '%s' ends at %s, in %d days".formatted(file, ends, days));
        }
        return Optional.empty();
    }

    private static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    private double end() {
        return state().ends().map(ends -> (double) ends.getEpochSecond()).orElse(Double.NaN);
    }
}
