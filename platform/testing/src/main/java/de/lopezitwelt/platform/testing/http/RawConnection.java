package de.lopezitwelt.platform.testing.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A connection on which bytes are sent as they stand. */
public final class RawConnection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private boolean ended;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    public static RawConnection to(int port) {
        try {
            return new RawConnection(new Socket("localhost", port));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** What a server answers to these bytes until it hangs up or has been silent for a while. */
    public static List<RawAnswer> exchange(int port, String message, Duration silence) {
        try (var connection = to(port)) {
            return connection.send(message).answers(silence);
        }
    }

    /** Each character is a byte. That the server has hung up meanwhile is no failure. */
    public RawConnection send(String octets) {
        try {
            out.write(octets.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException hungUp) {
            ended = true;
        }
        return this;
    }

    /** Answers until the server hangs up or says nothing for the given time. */
    public List<RawAnswer> answers(Duration silence) {
        var answers = new ArrayList<RawAnswer>();
        try {
            socket.setSoTimeout(Math.toIntExact(silence.toMillis()));
            for (RawAnswer answer = RawAnswer.read(in); answer != null; answer = RawAnswer.read(in)) {
                answers.add(answer);
            }
            ended = true;
        } catch (SocketTimeoutException silent) {
            // it waits for more
        } catch (IOException broken) {
            ended = true;
        }
        return answers;
    }

    /** Whether the server was seen to hang up. */
    public boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
