package io.photosync.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.photosync.identity.AppSecret;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Which client states prove a notification to be Graph's, and the one that new subscriptions get. */
@ApplicationScoped
public class ClientStates {
    private final List<String> accepted;

    public ClientStates(WebhookUrlSettings settings, AppSecret secret) {
        this.accepted = settings.clientState()
                .map(List::copyOf)
                .or(() -> secret.derive("client-state")
                        .map(Base64.getUrlEncoder().withoutPadding()::encodeToString)
                        .map(List::of))
                .orElseThrow(() -> new IllegalStateException("photosync.webhook.client-state must be set where"
                        + " photosync.federated-token-file is: there is no key of the app to derive it from"));
    }

    /** Before anything waits for Kafka, so that a missing setting is told at once. */
    void onStart(@Observes @Priority(6) StartupEvent event) {
        current();
    }

    /** Takes the same time whatever differs, so that nobody can find a state by trying. */
    public boolean accepted(String candidate) {
        byte[] got = candidate == null ? new byte[0] : candidate.getBytes(UTF_8);
        boolean found = false;
        for (String state : accepted) {
            found |= MessageDigest.isEqual(state.getBytes(UTF_8), got);
        }
        return found;
    }

    String current() {
        return accepted.getFirst();
    }

    /**
     * Tells client states apart in places that are no secret. 16 bits: enough to see that a state was changed, too few to find
     * a weak one by trying.
     */
    String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(("photosync|" + current()).getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256", e);
        }
    }
}
