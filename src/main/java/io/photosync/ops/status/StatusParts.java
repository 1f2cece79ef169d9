package io.photosync.ops.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** All parts of the status of the replica that answers. */
@ApplicationScoped
public class StatusParts {
    private static final Logger LOG = Logger.getLogger(StatusParts.class);

    private final Instance<StatusPart> parts;

    StatusParts(Instance<StatusPart> parts) {
        this.parts = parts;
    }

    /**
     * What stands for a part that cannot be shown.
     *
     * @param error why, for operators
     */
    public record Failed(String error) {}

    /** The value of each part by its name. A part that fails says so; the others are shown. */
    public Map<String, Object> all() {
        return read(parts);
    }

    static Map<String, Object> read(Iterable<StatusPart> parts) {
        Map<String, Object> status = new TreeMap<>();
        parts.forEach(part -> status.put(part.name(), state(part)));
        return status;
    }

    private static Object state(StatusPart part) {
        try {
            return part.state();
        } catch (RuntimeException e) {
            LOG.warnf(e, "part of the status failed part=%s", part.name());
            return new Failed("cannot be shown: " + e);
        }
    }
}
