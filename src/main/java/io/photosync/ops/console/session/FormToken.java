package io.photosync.ops.console.session;

import io.photosync.identity.SessionKeySource;
import io.photosync.ops.Operator;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a form must carry to be one of our pages' (against cross-site request forgery); the tag {@code {#formToken /}}
 * writes it. It is made of the user and a key of ours: the same on all replicas, without a further cookie. And the same
 * after a new sign-in of the same user, so that a form survives the end of the session in which it was opened.
 */
@RequestScoped
@Named("formToken")
public class FormToken {
    public static final String FIELD = "form-token";
    private static final String ALGORITHM = "HmacSHA256";

    private final Operator operator;
    private final SessionKeySource keys;

    FormToken(Operator operator, SessionKeySource keys) {
        this.operator = operator;
        this.keys = keys;
    }

    public String field() {
        return FIELD;
    }

    /** 43 characters. */
    public String value() {
        String user = "%s/%s"
                .formatted(operator.tenantId().orElse(""), operator.objectId().orElseGet(operator::name));
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(keys.current().forms(), ALGORITHM));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(user.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** @param presented null where the form has none */
    boolean matches(String presented) {
        return presented != null
                && MessageDigest.isEqual(
                        value().getBytes(StandardCharsets.US_ASCII), presented.getBytes(StandardCharsets.UTF_8));
    }
}
