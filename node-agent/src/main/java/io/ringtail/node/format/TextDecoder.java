package io.ringtail.node.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/**
 * Makes UTF-8 of text in another encoding. What is no character there becomes U+FFFD.
 *
 * <p>Threading: one thread. The text is valid until the next line.
 */
final class TextDecoder {
  private static final int MAX_UTF8_BYTES_PER_CHAR = 3;
  private static final int INITIAL_CHARS = 1024;

  private final CharsetDecoder decoder;
  private final CharsetEncoder encoder;
  private final boolean asciiStaysAsItIs;
  private CharBuffer chars = CharBuffer.allocate(0);
  private ByteBuffer utf8 = ByteBuffer.allocate(0);

  private TextDecoder(Charset charset) {
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    this.encoder =
        UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    this.asciiStaysAsItIs = keepsAscii(charset);
  }

  /** Null where text stays as it is: invalid UTF-8 is repaired when the record is written. */
  static @Nullable TextDecoder of(Charset charset) {
    return charset.equals(UTF_8) || charset.equals(US_ASCII) ? null : new TextDecoder(charset);
  }

  void decode(Line line) {
    if (asciiStaysAsItIs && isPrintableAscii(line)) {
      return;
    }
    int mostChars = (int) Math.ceil(line.length() * (double) decoder.maxCharsPerByte()) + 2;
    if (chars.capacity() < mostChars) {
      chars = CharBuffer.allocate(Math.max(INITIAL_CHARS, mostChars));
      utf8 = ByteBuffer.allocate(chars.capacity() * MAX_UTF8_BYTES_PER_CHAR);
    }
    chars.clear();
    decoder.reset();
    decoder.decode(ByteBuffer.wrap(line.bytes, line.from, line.length()), chars, true);
    decoder.flush(chars);
    chars.flip();
    utf8.clear();
    encoder.reset();
    encoder.encode(chars, utf8, true);
    encoder.flush(utf8);
    line.text(utf8.array(), 0, utf8.position());
  }

  /** Whether the bytes of ASCII mean the same in this encoding. */
  private static boolean keepsAscii(Charset charset) {
    byte[] printable = new byte['~' - ' ' + 1];
    for (int i = 0; i < printable.length; i++) {
      printable[i] = (byte) (' ' + i);
    }
    return new String(printable, charset).equals(new String(printable, US_ASCII));
  }

  /** Escape sequences are not: encodings such as ISO-2022-JP are switched by them. */
  private static boolean isPrintableAscii(Line line) {
    for (int i = line.from; i < line.to; i++) {
      if (line.bytes[i] < ' ' && line.bytes[i] != '\t') {
        return false;
      }
    }
    return true;
  }
}
