package io.photosync.sandbox.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.http.Json;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The cluster whose service account tokens Entra takes in place of a certificate (workload identity federation). */
public final class Workload {
    static final String ISSUER = "https://cluster.lindenhof.example/oidc";
    static final String SUBJECT = "system:serviceaccount:photosync:photosync";
    static final String AUDIENCE = "api://AzureADTokenExchange";

    private Workload() {}

    /** What the cluster would mount into the pod as its federated token file. */
    public static String token(PrivateKey clusterKey, Clock clock, Duration lifetime) {
        Instant now = clock.instant();
        ObjectNode claims = Json.object()
                .put("iss", ISSUER)
                .put("sub", SUBJECT)
                .put("aud", AUDIENCE)
                .put("iat", now.getEpochSecond())
                .put("nbf", now.getEpochSecond())
                .put("exp", now.plus(lifetime).getEpochSecond());
        return Jwt.sign(Json.object().put("kid", "cluster"), claims, clusterKey);
    }
}
