package org.ltet.portal.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;

@PortalTest
@DisplayName("Files that come piece by piece (DOC-1)")
class UploadsTest {

    private static final String PERSON = "10000009";

    @Autowired
    Uploads uploads;

    @Autowired
    UploadRows rows;

    @Autowired
    DocumentRows documents;

    @Autowired
    FileStore files;

    @Autowired
    TestClock clock;

    private final DocumentOwner owner = new DocumentOwner("application", Ids.next());
    private final byte[] file = new byte[300_000];

    @BeforeEach
    void aFile() {
        clock.reset();
        new Random(7).nextBytes(file);
    }

    @Test
    void whatArrivedBeforeABreakStaysAndTheNextPieceGoesOnThere() throws IOException {
        Upload begun = begin();

        Upload broken = uploads.append(begun, 0, breakingAfter(100_000));
        Upload whole = uploads.append(broken, broken.received(), from(broken.received()));

        assertThat(broken.received()).isEqualTo(100_000);
        assertThat(whole.isWhole()).isTrue();
        try (InputStream content = uploads.content(whole)) {
            assertThat(content.readAllBytes()).isEqualTo(file);
        }
    }

    @Test
    void aPieceThatDoesNotGoOnWhereTheFileEndsIsRefusedAndLeavesNothing() {
        Upload begun = begin();
        Upload stale = uploads.find(begun.id(), owner, PERSON);
        uploads.append(begun, 0, new ByteArrayInputStream(file, 0, 1000));

        assertThatThrownBy(() -> uploads.append(uploads.find(begun.id(), owner, PERSON), 0, from(0)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.CONFLICT));
        // the second of two that were sent at the same time
        assertThatThrownBy(() -> uploads.append(stale, 0, from(0))).isInstanceOf(Refused.class);
        assertThat(rows.parts(begun.id())).hasSize(1);
        assertThat(uploads.find(begun.id(), owner, PERSON).received()).isEqualTo(1000);
    }

    @Test
    void piecesLieSealedAndAreNotTakenForFilesThatBelongToNothing() throws IOException {
        Upload begun = begin();
        uploads.append(begun, 0, new ByteArrayInputStream(file, 0, 1000));
        UUID part = rows.parts(begun.id()).getFirst().id();

        assertThat(documents.known(List.of(part))).contains(part);

        uploads.remove(uploads.find(begun.id(), owner, PERSON));
        assertThat(documents.known(List.of(part))).isEmpty();
        assertThatThrownBy(() -> files.read(part, new byte[60])).isInstanceOf(Exception.class);
    }

    @Test
    void whatNobodyGoesOnWithIsForgotten() {
        Upload begun = begin();
        uploads.append(begun, 0, new ByteArrayInputStream(file, 0, 1000));
        clock.advance(Duration.ofHours(23));
        uploads.append(uploads.find(begun.id(), owner, PERSON), 1000, new ByteArrayInputStream(file, 1000, 1000));
        clock.advance(Duration.ofHours(23));

        uploads.expire();
        assertThat(uploads.find(begun.id(), owner, PERSON).received()).isEqualTo(2000);

        clock.advance(Duration.ofHours(2));
        uploads.expire();
        assertThatThrownBy(() -> uploads.find(begun.id(), owner, PERSON)).isInstanceOf(Refused.class);
        assertThat(rows.parts(begun.id())).isEmpty();
    }

    @Test
    void nobodyElseGoesOnWithIt() {
        Upload begun = begin();

        assertThatThrownBy(() -> uploads.find(begun.id(), owner, "10000008")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> uploads.find(begun.id(), new DocumentOwner("application", Ids.next()), PERSON))
                .isInstanceOf(Refused.class);
    }

    @Test
    void tooLargeTooEmptyAndTooManyAreRefusedBeforeAnythingIsSent() {
        assertThatThrownBy(() -> uploads.begin(owner, "DOCUMENT", "BILL", "a.pdf", uploads.largest() + 1, PERSON))
                .hasMessageContaining("documents.tooLarge");
        assertThatThrownBy(() -> uploads.begin(owner, "DOCUMENT", "BILL", "a.pdf", 0, PERSON))
                .hasMessageContaining("documents.empty");
        String eager = "10000007";
        for (int i = 0; i < 40; i++) {
            uploads.begin(owner, "DOCUMENT", "BILL", "a.pdf", 10, eager);
        }
        assertThatThrownBy(() -> uploads.begin(owner, "DOCUMENT", "BILL", "a.pdf", 10, eager))
                .hasMessageContaining("documents.tooManyUploads");
    }

    private Upload begin() {
        return uploads.begin(owner, "DOCUMENT", "HOSPITAL_BILL", "bill.pdf", file.length, PERSON);
    }

    private InputStream from(long offset) {
        return new ByteArrayInputStream(file, (int) offset, file.length - (int) offset);
    }

    /** As the connection of a phone in a tunnel. */
    private InputStream breakingAfter(int bytes) {
        return new FilterInputStream(new ByteArrayInputStream(file, 0, bytes)) {
            @Override
            public int read(byte[] target, int at, int length) throws IOException {
                int count = super.read(target, at, length);
                if (count < 0) {
                    throw new IOException("Connection reset");
                }
                return count;
            }
        };
    }
}
