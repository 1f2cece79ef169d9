package io.photosync.ops.console;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Style, script and icon of the pages. Their path contains a hash of their content, so a browser may keep them for a
 * year and still gets the new ones after an upgrade.
 */
@ApplicationScoped
@Path("/ops/assets")
public class Assets {
    private static final Map<String, String> TYPES = Map.of(
            "console.css", "text/css;charset=UTF-8",
            "console.js", "text/javascript;charset=UTF-8",
            "icon.svg", "image/svg+xml");
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    /** Bytes of the hash: a path of 16 characters. */
    private static final int HASH_BYTES = 8;

    private final Map<String, byte[]> files = new TreeMap<>();
    private final String version;

    Assets() {
        TYPES.keySet().forEach(name -> files.put(name, read(name)));
        this.version = hash(files);
    }

    /** The part of the path that changes with the content. */
    public String version() {
        return version;
    }

    @GET
    @Path("{version}/{name}")
    @PermitAll
    @Operation(hidden = true)
    public Response file(@PathParam("version") String asked, @PathParam("name") String name) {
        byte[] file = files.get(name);
        return file == null || !asked.equals(version)
                ? Response.status(404).build()
                : Response.ok(file)
                        .header(HttpHeaders.CONTENT_TYPE, TYPES.get(name))
                        .header(HttpHeaders.CACHE_CONTROL, FOR_EVER)
                        .build();
    }

    private static byte[] read(String name) {
        try (InputStream file = Assets.class.getResourceAsStream("/console/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the application lacks console/" + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(Map<String, byte[]> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.values().forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
