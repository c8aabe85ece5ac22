package dev.millrace.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;

/**
 * Removing folders of engines, also while a hostile one still writes there: everything is reached from an open folder, by
 * name and without following, so that no link put in its way leads elsewhere.
 */
final class Folders {

    private Folders() {}

    /** Removes what is in a folder, not the folder. The folder itself must be out of the engine's reach. */
    static void empty(Path folder) throws IOException {
        try (var entries = open(folder)) {
            empty(entries);
        }
    }

    /** Removes a folder that is out of the engine's reach, with all that is in it; nothing there is no error. */
    static void remove(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            empty(folder);
            Files.delete(folder);
        }
    }

    /** Opens a folder so that what is in it can be reached without following links. The caller closes it. */
    static SecureDirectoryStream<Path> open(Path folder) throws IOException {
        var stream = Files.newDirectoryStream(folder);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new IOException("this system has no secure directories");
    }

    private static void empty(SecureDirectoryStream<Path> folder) throws IOException {
        for (var entry : folder) {
            var name = entry.getFileName();
            try {
                if (isFolder(folder, name)) {
                    try (var inner = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                        empty(inner);
                    }
                    folder.deleteDirectory(name);
                } else {
                    folder.deleteFile(name);
                }
            } catch (NoSuchFileException e) {
                continue; // gone already: that is what was wanted
            }
        }
    }

    private static boolean isFolder(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        return folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes()
                .isDirectory();
    }
}
