package io.photosync.thumbnail;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.IIOServiceProvider;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.spi.ServiceRegistry;

/**
 * The readers and the writer, each chosen by name. ImageIO's own choice depends on which class loader first used it,
 * and then the same photo could give other bytes in development, in a test and in the packaged service.
 */
final class ImageCodecs {
    private final ImageReaderSpi jpegReader = jpegReader();
    private final ImageReaderSpi pngReader = jdk(ImageReaderSpi.class, "com.sun.imageio.plugins.png.PNGImageReaderSpi");
    private final ImageReaderSpi gifReader = jdk(ImageReaderSpi.class, "com.sun.imageio.plugins.gif.GIFImageReaderSpi");
    private final ImageReaderSpi bmpReader = jdk(ImageReaderSpi.class, "com.sun.imageio.plugins.bmp.BMPImageReaderSpi");
    private final ImageWriterSpi jpegWriter =
            jdk(ImageWriterSpi.class, "com.sun.imageio.plugins.jpeg.JPEGImageWriterSpi");

    ImageReader reader(ImageFormat format) throws IOException {
        ImageReaderSpi reader =
                switch (format) {
                    case JPEG -> jpegReader;
                    case PNG -> pngReader;
                    case GIF -> gifReader;
                    case BMP -> bmpReader;
                };
        return reader.createReaderInstance();
    }

    ImageWriter jpegWriter() throws IOException {
        return jpegWriter.createWriterInstance();
    }

    /** The library's reader builds on the JDK's, and looks for it in the registry that it is put into. */
    private static ImageReaderSpi jpegReader() {
        ServiceRegistry registry =
                new ServiceRegistry(List.<Class<?>>of(ImageReaderSpi.class).iterator());
        registry.registerServiceProvider(jdk(ImageReaderSpi.class, "com.sun.imageio.plugins.jpeg.JPEGImageReaderSpi"));
        ImageReaderSpi reader = new JPEGImageReaderSpi();
        registry.registerServiceProvider(reader);
        return reader;
    }

    private static <T extends IIOServiceProvider> T jdk(Class<T> kind, String name) {
        Iterator<T> found = IIORegistry.getDefaultInstance()
                .getServiceProviders(
                        kind, provider -> provider.getClass().getName().equals(name), false);
        if (!found.hasNext()) {
            throw new IllegalStateException(
                    "The Java runtime must have " + name + " (module java.desktop), but has not");
        }
        return found.next();
    }
}
