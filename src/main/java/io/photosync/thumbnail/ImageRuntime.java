package io.photosync.thumbnail;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/**
 * Prevents the start if the Java runtime lacks a library that pictures need. Small images omit such libraries; the
 * first photo with a colour profile would then fail with an error that no retry repairs.
 */
@ApplicationScoped
class ImageRuntime {
    private static final Pattern SHARED_OBJECT =
            Pattern.compile("(lib[\\w+-]+)\\.so[.\\d]*: cannot open shared object");
    private static final Pattern OWN_LIBRARY = Pattern.compile("(?:no |Can't load library: \\S*/lib)([\\w]+)");

    /** The package to install for a system library. */
    private static final Map<String, String> PACKAGES = Map.of(
            "liblcms2", "liblcms2-2 on Debian and Ubuntu, lcms2 on Alpine and Fedora",
            "libjpeg", "libjpeg62-turbo on Debian, libjpeg-turbo8 on Ubuntu, libjpeg-turbo on Alpine and Fedora",
            "libfreetype", "libfreetype6 on Debian and Ubuntu, freetype on Alpine and Fedora",
            "libfontconfig", "libfontconfig1 on Debian and Ubuntu, fontconfig on Alpine and Fedora");

    private static final String WHOLE_RUNTIME =
            "a runtime with the whole of the module java.desktop, as jre-headless packages and Eclipse Temurin's images have it";

    /** Before anything else in this room: a class whose library is missing reports less the second time. */
    void onStart(@Observes @Priority(3) StartupEvent event) {
        problem().ifPresent(problem -> {
            throw new IllegalStateException("Cannot start: " + problem);
        });
    }

    /** @return what is missing and what to install, in a line */
    static Optional<String> problem() {
        return problem(ImageRuntime::tryAll);
    }

    static Optional<String> problem(Runnable trial) {
        try {
            trial.run();
            return Optional.empty();
        } catch (LinkageError missing) {
            return Optional.of(message(root(missing)));
        }
    }

    /** Writes and reads a JPEG, and converts colours from one space to another. */
    private static void tryAll() {
        System.setProperty("java.awt.headless", "true");
        BufferedImage drawn = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        byte[] jpeg = new JpegWriter(new ImageCodecs(), 0.9f).write(drawn);
        try {
            BufferedImage read = ImageIO.read(new ByteArrayInputStream(jpeg));
            new ColorConvertOp(
                            ColorSpace.getInstance(ColorSpace.CS_sRGB),
                            ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB),
                            null)
                    .filter(read, null);
        } catch (IOException broken) {
            throw new IllegalStateException("the Java runtime cannot read its own JPEG", broken);
        }
    }

    private static Throwable root(Throwable thrown) {
        return thrown.getCause() == null ? thrown : root(thrown.getCause());
    }

    private static String message(Throwable missing) {
        String message = String.valueOf(missing.getMessage());
        Matcher system = SHARED_OBJECT.matcher(message);
        if (system.find()) {
            return line(system.group(1), PACKAGES.getOrDefault(system.group(1), WHOLE_RUNTIME), message);
        }
        Matcher own = OWN_LIBRARY.matcher(message);
        return line(own.find() ? "lib" + own.group(1) : "a library", WHOLE_RUNTIME, message);
    }

    private static String line(String library, String install, String message) {
        return "the Java runtime lacks %s, without which photos cannot be read; install %s (%s)"
                .formatted(library, install, message);
    }
}
