package io.photosync.sandbox.people;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * A drawn face with initials: different enough from another seed's that a human eye tells them apart on a small thumbnail.
 * The same seed draws the same picture.
 */
public record Portrait(long seed, String initials) {
    private static final Color[] SKINS = {
        new Color(0xF6D7B8), new Color(0xE0AC7E), new Color(0xB97A4B), new Color(0x7A4A2B), new Color(0x523018)
    };

    public static Portrait of(Person person, long seed) {
        String[] names = person.displayName().split(" ");
        String second = names.length > 1 ? names[1].substring(0, 1) : "";
        return new Portrait(seed, names[0].charAt(0) + second);
    }

    /** @param side width and height in pixels */
    public BufferedImage draw(int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.scale(side / 100.0, side / 100.0);
        paint(canvas);
        canvas.dispose();
        return image;
    }

    private void paint(Graphics2D canvas) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        float hue = random.nextFloat();
        canvas.setColor(Color.getHSBColor(hue, 0.45f, 0.92f));
        canvas.fill(new RoundRectangle2D.Double(0, 0, 100, 100, 0, 0));
        Color hair = Color.getHSBColor(random.nextFloat() * 0.15f, 0.7f, 0.15f + random.nextFloat() * 0.7f);
        Color skin = SKINS[random.nextInt(SKINS.length)];
        double width = 34 + random.nextInt(14);
        double height = 42 + random.nextInt(14);
        canvas.setColor(Color.getHSBColor((hue + 0.5f) % 1, 0.65f, 0.6f));
        canvas.fill(new RoundRectangle2D.Double(12, 74, 76, 40, 36, 36));
        canvas.setColor(hair);
        canvas.fill(
                new Ellipse2D.Double(50 - width * 0.6, 12, width * 1.2, height * (0.7 + random.nextDouble() * 0.6)));
        canvas.setColor(skin);
        canvas.fill(new Ellipse2D.Double(50 - width / 2, 22, width, height));
        paintFace(canvas, random, height);
        canvas.setColor(Color.WHITE);
        Glyphs.draw(canvas, initials, 32, 82, 2.2);
    }

    private static void paintFace(Graphics2D canvas, Random random, double height) {
        double eyes = 22 + height * 0.4;
        double apart = 7 + random.nextInt(4);
        canvas.setColor(new Color(0x20242B));
        canvas.fill(new Ellipse2D.Double(50 - apart - 2, eyes, 4, 5));
        canvas.fill(new Ellipse2D.Double(50 + apart - 2, eyes, 4, 5));
        if (random.nextInt(3) == 0) {
            canvas.draw(new Ellipse2D.Double(50 - apart - 6, eyes - 4, 12, 12));
            canvas.draw(new Ellipse2D.Double(50 + apart - 6, eyes - 4, 12, 12));
        }
        canvas.setColor(new Color(0xA33B3B));
        int smile = 4 + random.nextInt(6);
        canvas.fillArc(42, (int) (eyes + height * 0.25), 16, smile, 180, 180);
    }
}
