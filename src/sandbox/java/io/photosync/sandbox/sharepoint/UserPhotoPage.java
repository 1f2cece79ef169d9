package io.photosync.sandbox.sharepoint;

import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;

/**
 * {@code /_layouts/15/userphoto.aspx?size=S|M|L&accountname=…}: the thumbnail that the profile points at, else a placeholder,
 * which is an image like any other unless {@code default=none} asks for a 404. SharePoint redirects once more; this page does not.
 */
final class UserPhotoPage {
    private final ShownPictures pictures;
    private final byte[] placeholder = placeholder();

    UserPhotoPage(ShownPictures pictures) {
        this.pictures = pictures;
    }

    Response answer(Request request, Set<String> roles) throws SharePointError {
        Permission.READ_PROFILES.demandOf(roles);
        String account = parameter(request, "accountname")
                .or(() -> parameter(request, "username"))
                .orElse("");
        String size = parameter(request, "size").orElse("M").toUpperCase(Locale.ROOT);
        Optional<StoredFile> picture = pictures.find(account, size);
        if (picture.isPresent()) {
            return Response.of(200, "image/jpeg", picture.get().content());
        }
        boolean noDefault =
                parameter(request, "default").filter("none"::equalsIgnoreCase).isPresent();
        return noDefault ? Response.empty(404) : Response.of(200, "image/png", placeholder);
    }

    private static Optional<String> parameter(Request request, String name) {
        return request.query().entrySet().stream()
                .filter(parameter -> parameter.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .map(values -> values.getFirst())
                .findFirst();
    }

    private static byte[] placeholder() {
        BufferedImage image = new BufferedImage(72, 72, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(new Color(0xE1DFDD));
        pen.fillRect(0, 0, 72, 72);
        pen.setColor(new Color(0xA19F9D));
        pen.fillOval(24, 14, 24, 24);
        pen.fillOval(12, 42, 48, 48);
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException("placeholder cannot be written", e);
        }
        return png.toByteArray();
    }
}
