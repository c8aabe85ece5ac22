/** From the edges of the picture, in parts of its height; the service does the same. */
const MARGIN = 0.03;

/** Shows the chosen image on the small picture as it will be on the video, and gives it to uploads. */
export class Watermark {
  private readonly canvas: HTMLCanvasElement;
  private readonly picture: HTMLElement;
  private readonly file: HTMLInputElement;

  constructor(private readonly form: HTMLFormElement) {
    this.canvas = form.querySelector('.watermark-shown') as HTMLCanvasElement;
    this.picture = this.canvas.parentElement as HTMLElement;
    this.file = form.elements.namedItem('watermark') as HTMLInputElement;
    this.file.addEventListener('change', () => void this.draw());
    form.querySelector('#watermark')?.addEventListener('input', () => this.place());
    // a browser says nothing of a field that is folded away, and does not send the form either
    form.addEventListener('invalid', (event) => (event.target as Element).closest('details')?.setAttribute('open', ''), true);
    form.addEventListener('reset', () => (this.canvas.hidden = true));
  }

  /** The fields of an upload; none without an image. */
  fields(): Record<string, string | File> {
    const image = this.file.files?.[0];
    return image
      ? {
          watermark: image,
          watermarkCorner: this.value('watermarkCorner'),
          watermarkWidth: this.value('watermarkWidth'),
          watermarkOpacity: this.value('watermarkOpacity'),
        }
      : {};
  }

  /** On a canvas: the page's policy allows no addresses of local files. */
  private async draw(): Promise<void> {
    const image = this.file.files?.[0];
    const bitmap = image && (await createImageBitmap(image).catch(() => undefined));
    this.canvas.hidden = !bitmap;
    if (bitmap) {
      const scale = Math.min(1, 512 / bitmap.width);
      this.canvas.width = Math.max(1, Math.round(bitmap.width * scale));
      this.canvas.height = Math.max(1, Math.round(bitmap.height * scale));
      this.canvas.getContext('2d')?.drawImage(bitmap, 0, 0, this.canvas.width, this.canvas.height);
      bitmap.close();
      this.place();
    }
  }

  private place(): void {
    const { clientWidth: width, clientHeight: height } = this.picture;
    const margin = height * MARGIN;
    const asked = (width * within(Number(this.value('watermarkWidth')), 5, 50)) / 100;
    const shape = this.canvas.height / this.canvas.width;
    const across = Math.min(asked, (height - 2 * margin) / shape);
    const corner = this.value('watermarkCorner');
    const left = corner.endsWith('left') ? margin : corner.endsWith('right') ? width - margin - across : (width - across) / 2;
    const down = across * shape;
    const top = corner.startsWith('top') ? margin : corner.startsWith('bottom') ? height - margin - down : (height - down) / 2;
    const style = this.canvas.style;
    style.width = `${(100 * across) / width}%`;
    style.left = `${(100 * left) / width}%`;
    style.top = `${(100 * top) / height}%`;
    style.opacity = String(within(Number(this.value('watermarkOpacity')), 10, 100) / 100);
  }

  private value(name: string): string {
    return String(new FormData(this.form).get(name) ?? '');
  }
}

function within(number: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, number || least));
}
