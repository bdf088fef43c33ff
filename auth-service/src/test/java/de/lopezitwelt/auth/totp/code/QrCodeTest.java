package de.lopezitwelt.auth.totp.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class QrCodeTest {
    @Test
    void aReaderFindsTheAddressInThePicture() throws Exception {
        TotpEnrolment enrolment = TotpEnrolment.of(
                "Lopez IT Welt",
                "erika+müller@beispiel.de",
                "12345678901234567890".getBytes(StandardCharsets.US_ASCII));

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(enrolment.qrCodePng()));

        int width = image.getWidth();
        int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        var bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, image.getHeight(), pixels)));
        assertThat(new QRCodeReader().decode(bitmap).getText())
                .isEqualTo(enrolment.otpauthUri())
                .isEqualTo(
                        "otpauth://totp/Lopez%20IT%20Welt:erika%2Bm%C3%BCller%40beispiel.de"
                                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Lopez%20IT%20Welt&algorithm=SHA1&digits=6&period=30");
        assertThat(enrolment.qrCodeSvg()).startsWith("<svg ").endsWith("</svg>");
    }
}
