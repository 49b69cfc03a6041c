import { connect, isIP, type NetConnectOpts, type Socket } from 'node:net';
import type { ConnectionOptions, SecureContext, TLSSocket } from 'node:tls';
import type { LoadPlace } from '../harness/load.ts';
import type { ConnectionFacts, End } from '../wire/index.ts';

/** One connection with at most one request under way, and what becomes of it. */
export interface LaneListener {
  /** Bytes that stand in a buffer which the next read overwrites. */
  data(lane: Lane, bytes: Buffer, length: number): void;
  /** The connection is ready for a request. */
  ready(lane: Lane): void;
  /** It is gone; whatever was under way on it has this end. */
  gone(lane: Lane, how: End['how'], code?: string): void;
}

/** Every connection of the thread reads into it: what has come is looked at before anything else is read. */
const buffer = Buffer.allocUnsafeSlow(64 * 1024);

/** Importing it reads all roots, which a load without TLS has no use for. */
const tls = () => process.getBuiltinModule('node:tls');

const contexts = new Map<string, SecureContext>();

/** Reading all roots takes 15 ms: once a thread, not once a connection. */
function contextOf(ca: string | undefined): SecureContext {
  const known = contexts.get(ca ?? '');
  if (known) return known;
  const made = tls().createSecureContext(ca === undefined ? {} : { ca: [...tls().rootCertificates, ca] });
  contexts.set(ca ?? '', made);
  return made;
}

export class Lane {
  readonly id: number;
  /** Counts its connections, so that an exchange can be told from the next. */
  connection = 0;
  /** Requests that the present connection has carried. */
  carried = 0;
  /** The two ends of the present connection: ours is what the partner's log has. */
  ends: Pick<ConnectionFacts, 'localAddress' | 'remoteAddress'> = {};
  isReady = false;
  place: LoadPlace | undefined;
  private socket: Socket | undefined;
  private readonly listener: LaneListener;

  constructor(id: number, listener: LaneListener) {
    this.id = id;
    this.listener = listener;
  }

  get isOpen(): boolean {
    return this.socket !== undefined;
  }

  /** Connects anew, `number` among all connections. */
  open(place: LoadPlace, number: number): void {
    this.close();
    this.place = place;
    this.connection = number;
    this.carried = 0;
    this.ends = {};
    const socket = this.dial(place);
    this.socket = socket;
    const isMine = () => this.socket === socket;
    socket.setNoDelay(true);
    socket.once(place.tls ? 'secureConnect' : 'connect', () => {
      if (!isMine()) return;
      const { localAddress, remoteAddress } = socket;
      this.ends = { ...(localAddress === undefined ? {} : { localAddress }), ...(remoteAddress === undefined ? {} : { remoteAddress }) };
      const secured = socket as TLSSocket;
      if (place.tls && !place.tls.insecure && !secured.authorized) return this.lose(socket, 'tls', String(secured.authorizationError));
      this.isReady = true;
      this.listener.ready(this);
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (isMine()) this.lose(socket, howOf(error, this.isReady, place), error.code ?? '');
    });
    socket.on('end', () => isMine() && this.lose(socket, 'closed'));
    socket.on('close', () => isMine() && this.lose(socket, 'closed'));
  }

  private dial(place: LoadPlace): Socket {
    const onread = {
      buffer,
      callback: (length: number, bytes: Uint8Array) => {
        if (bytes === buffer) this.listener.data(this, buffer, length);
        return true;
      },
    };
    const where: NetConnectOpts = {
      host: place.host,
      port: place.port,
      ...(place.localAddress === undefined ? {} : { localAddress: place.localAddress }),
    };
    if (!place.tls) return connect({ ...where, onread });
    const { serverName, ca } = place.tls;
    const options: ConnectionOptions & Pick<NetConnectOpts, 'onread'> = {
      ...where,
      onread,
      secureContext: contextOf(ca),
      // Judged once the handshake is done, so that an untrusted certificate is told as such.
      rejectUnauthorized: false,
      // RFC 6066, 3: an IP address is no server name.
      ...(isIP(serverName) === 0 ? { servername: serverName } : {}),
    };
    return tls().connect(options);
  }

  send(bytes: Uint8Array): void {
    this.carried++;
    this.socket?.write(bytes);
  }

  /** Ends the connection from our side; nobody is told. */
  close(): void {
    const { socket } = this;
    this.socket = undefined;
    this.isReady = false;
    socket?.destroy();
  }

  private lose(socket: Socket, how: End['how'], code?: string): void {
    this.socket = undefined;
    this.isReady = false;
    socket.destroy();
    this.listener.gone(this, how, code);
  }
}

function howOf({ code }: NodeJS.ErrnoException, wasReady: boolean, place: LoadPlace): End['how'] {
  if (wasReady) return 'reset';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'reset';
  if (place.tls && (code === undefined || !/^E[A-Z]+$/.test(code))) return 'tls';
  return code === 'ETIMEDOUT' ? 'timeout' : 'refused';
}
