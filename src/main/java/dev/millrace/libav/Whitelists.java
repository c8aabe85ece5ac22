package dev.millrace.libav;

/**
 * What of libav may meet untrusted bytes: the containers and codecs this product advertises, and nothing else.
 *
 * <p>Without these, a text named {@code .mp4} that is a DASH, HLS, concat or SDP document opens other files and
 * addresses.
 */
final class Whitelists {

    static final String PROTOCOLS = "file";

    static final String FORMATS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mpeg,mpegvideo,avi,flv,asf,ogg,wav,w64,"
            + "mp3,aac,ac3,eac3,flac,mxf,gif,apng,dv,h264,hevc,ivf,aiff,caf,amr,m4v";

    static final String CODECS =
            "h264,hevc,vp8,libvpx,vp9,libvpx-vp9,av1,libaom-av1,mpeg1video,mpeg2video,mpegvideo,mpeg4,"
                    + "msmpeg4,msmpeg4v1,msmpeg4v2,h263,h263p,flv,vc1,wmv1,wmv2,wmv3,theora,mjpeg,prores,dnxhd,dvvideo,"
                    + "huffyuv,ffvhuff,ffv1,gif,png,apng,rawvideo,v210,qtrle,rpza,svq1,svq3,cinepak,vp6,vp6f,jpeg2000,"
                    + "aac,aac_latm,mp3,mp3float,mp2,mp2float,mp1,mp1float,opus,libopus,vorbis,libvorbis,flac,alac,ac3,ac3_fixed,"
                    + "eac3,dca,truehd,mlp,wmav1,wmav2,wmapro,amrnb,amrwb,libopencore_amrnb,libopencore_amrwb,speex,"
                    + "pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_u8,pcm_s8,pcm_f32le,pcm_f32be,pcm_f64le,"
                    + "pcm_alaw,pcm_mulaw,pcm_bluray,pcm_dvd,pcm_s16le_planar,adpcm_ima_wav,adpcm_ms,adpcm_ima_qt,adpcm_swf,"
                    + "ass,ssa,subrip,srt,text,mov_text,webvtt";

    private Whitelists() {}
}
